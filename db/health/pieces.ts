/** Health as a weighted mean of its components, each weight halved with the age of its evidence. Pure. */

/** One component on a day. Without evidence its score is null, and it does not count. */
export type Piece = {
  key: string
  label: string
  /** Its share where its evidence is of today. */
  weight: number
  /** 0–100. */
  score: number | null
  /** Days since its newest evidence. */
  age: number
}

/** Beyond so many half-lives a weight is as good as none; Postgres refuses to compute smaller ones. */
const mostHalvings = 1000

export const fading = (age: number, halfLife: number): number =>
  0.5 ** Math.min(mostHalvings, Math.max(0, age) / halfLife)

export const weightOf = ({ score, weight, age }: Piece, halfLife: number): number =>
  score === null ? 0 : weight * fading(age, halfLife)

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Null where no component has evidence. */
export function healthOf(pieces: readonly Piece[], halfLife: number): number | null {
  const weights = pieces.map((piece) => weightOf(piece, halfLife))
  const all = total(weights)
  if (all === 0) return null
  return total(pieces.map(({ score }, at) => (weights[at] ?? 0) * (score ?? 0))) / all
}

/** The share of the weight that has evidence, each as fresh as it is: 0–1. */
export function confidenceOf(pieces: readonly Piece[], halfLife: number): number {
  const all = total(pieces.map(({ weight }) => weight))
  return all === 0 ? 0 : total(pieces.map((piece) => weightOf(piece, halfLife))) / all
}
