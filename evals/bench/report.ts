/** Prints a benchmark's figures one way: name, cases, figure, floor or target, ratio, ok or short. What was not measured is short. */

/** `ratio` judges the figure over its floor of the same run, `value` the figure itself. */
export type Bound = { on: 'value' | 'ratio'; side: 'most' | 'least'; limit: number }
export type Figure = { name: string; unit: string; bound: Bound; leastCases: number }
/** `rounds` are the figure's values in the rounds that it is the median of: how noisy the machine was. */
export type Reading = { cases: number; value: number; floor?: number; rounds?: number[] }
export type Line = { text: string; isShort: boolean }

const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
const print = (value: number, unit: string) =>
  `${value.toLocaleString('en-GB', { maximumFractionDigits: digits(value) })} ${unit}`.trim()
const ratioText = (ratio: number) => `${ratio.toFixed(2)}×`

const wanted = ({ unit, bound }: Figure) => {
  const limit = bound.on === 'ratio' ? ratioText(bound.limit) : print(bound.limit, unit)
  return `at ${bound.side} ${limit}`
}

const line = (figure: Figure, cells: string[], fault: string | null): Line => ({
  text: [
    figure.name.padEnd(58),
    ...cells.map((cell) => cell.padStart(15)),
    wanted(figure).padStart(18),
    fault ? `  short: ${fault}` : '  ok',
  ].join(' '),
  isShort: fault !== null,
})

/** One figure's line; its ratio is to the floor, or to the target where there is no floor. A figure that is missing, no number, of too few cases or without the floor it needs is short. */
export function lineOf(figure: Figure, reading: Reading | undefined, why = 'not measured'): Line {
  if (!reading) return line(figure, ['–', '–', '–', '–'], why)
  const { cases, value, floor, rounds } = reading
  const { bound, unit } = figure
  const ratio = value / (floor ?? (bound.on === 'value' ? bound.limit : Number.NaN))
  const judged = bound.on === 'ratio' ? ratio : value
  const cells = [
    `${cases} cases`,
    print(value, unit),
    floor === undefined ? '–' : `floor ${print(floor, unit)}`,
    Number.isFinite(ratio) ? ratioText(ratio) : '–',
  ]
  const done = line(figure, cells, faultOf(figure, judged, cases))
  const spread =
    rounds && rounds.length > 1 ? `   rounds ${rounds.map((one) => print(one, '')).join(' ')}` : ''
  return { ...done, text: done.text + spread }
}

function faultOf({ bound, leastCases }: Figure, judged: number, cases: number): string | null {
  if (!Number.isFinite(judged)) return 'no figure'
  if (cases < leastCases) return `${leastCases} cases are the least`
  const isWithin = bound.side === 'most' ? judged <= bound.limit : judged >= bound.limit
  return isWithin ? null : 'misses its target'
}
