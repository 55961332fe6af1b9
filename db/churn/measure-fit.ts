/** How good foretold probabilities are: AUC with its uncertainty, Brier score beside the base rate's, and reliability by tenths. Pure. */

/** `weight`: how many rows it stands for. */
export type Foretold = { probability: number; base: number; happened: boolean; weight: number }
export type Reliability = { rows: number; predicted: number; happened: number }
export type Quality = {
  auc: number
  /** The least that it is with 95 % certainty. */
  aucLow: number
  brier: number
  /** Of always foretelling the base rate. */
  baseBrier: number
  logLoss: number
  /** From the lowest tenth of the probabilities to the highest: their mean, and the share that it happened to. */
  reliability: Reliability[]
}

const mean = (rows: readonly Foretold[], of: (row: Foretold) => number) =>
  rows.reduce((sum, row) => sum + row.weight * of(row), 0) / rows.reduce((sum, { weight }) => sum + weight, 0)

/** The chance that who left was foretold a higher probability than who stayed; ties count half. */
function aucOf(rows: readonly Foretold[]): number {
  const sorted = [...rows].sort((a, b) => a.probability - b.probability)
  let ranks = 0
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to]?.probability === sorted[from]?.probability) to++
    const rank = (from + 1 + to) / 2
    for (let n = from; n < to; n++) if (sorted[n]?.happened) ranks += rank
    from = to
  }
  const left = rows.filter(({ happened }) => happened).length
  return (ranks - (left * (left + 1)) / 2) / (left * (rows.length - left))
}

/** Hanley and McNeil's standard error. */
function aucError(auc: number, left: number, stayed: number): number {
  const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)]
  return Math.sqrt(
    (auc * (1 - auc) + (left - 1) * (q1 - auc ** 2) + (stayed - 1) * (q2 - auc ** 2)) / (left * stayed),
  )
}

const tenths = 10

export function qualityOf(rows: readonly Foretold[]): Quality {
  const left = rows.filter(({ happened }) => happened).length
  const auc = aucOf(rows)
  const sorted = [...rows].sort((a, b) => a.probability - b.probability)
  const reliability = Array.from({ length: tenths }, (_, n) =>
    sorted.slice(Math.floor((n * sorted.length) / tenths), Math.floor(((n + 1) * sorted.length) / tenths)),
  )
    .filter((part) => part.length > 0)
    .map((part): Reliability => ({
      rows: part.length,
      predicted: mean(part, ({ probability }) => probability),
      happened: mean(part, ({ happened }) => (happened ? 1 : 0)),
    }))
  const square = (foretell: (row: Foretold) => number) =>
    mean(rows, (row) => (foretell(row) - (row.happened ? 1 : 0)) ** 2)
  return {
    auc,
    aucLow: auc - 1.645 * aucError(auc, left, rows.length - left),
    brier: square(({ probability }) => probability),
    baseBrier: square(({ base }) => base),
    logLoss: mean(
      rows,
      ({ probability, happened }) => -Math.log(Math.max(1e-12, happened ? probability : 1 - probability)),
    ),
    reliability,
  }
}
