/** Proposals and runs for the terminal: the first changes, what was left out, and the commands that go on from there. */
import type { Change, ProposalView, RowOutcome, RunView } from '#db/effects/contract.ts'

/** Lines of changes that are shown; scripts read all of them with --json. */
export const shownLines = 20

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(textOf).join(', ')
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return JSON.stringify(value)
  return Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(([key, each]) => `${key} ${textOf(each)}`)
    .join(', ')
}

export function changeLine({ object, id, name, field, label, before, after }: Change): string {
  const who = id === null ? name : `${name} (${id})`
  if (field !== null) return `${who}: ${label ?? field}: ${textOf(before)} → ${textOf(after)}`
  return after === null ? `${who}: deleted` : `New ${object} ${who}: ${textOf(after)}`
}

/** The first of its changes, and what was left out. */
export function proposalLines({ changes, count, notes }: Pick<ProposalView, 'changes' | 'count' | 'notes'>) {
  const shown = changes.slice(0, shownLines)
  const more = count - shown.length
  return [
    ...shown.map((change) => `  ${changeLine(change)}`),
    ...(more > 0 ? [`  … ${more.toLocaleString('en-US')} more`] : []),
    ...notes.map((note) => `  Note: ${note}`),
  ]
}

export const decideLines = ({ id, expiresAt }: Pick<ProposalView, 'id' | 'expiresAt'>): string[] => [
  `Until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC:`,
  `  steward approve ${id}`,
  `  steward reject ${id} --reason "…"`,
]

export function runSentence({ state, total, done, skipped, failed, problem }: RunView): string {
  const counts = [
    `${done} of ${total} rows done`,
    ...(skipped > 0 ? [`${skipped} left as they were`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  const why = problem === null ? '' : ` ${problem}`
  return `${state === 'done' ? 'Done' : `The run is ${state}`}: ${counts.join(', ')}.${why}`
}

const outcomeWords = { pending: 'not yet', done: 'done', skipped: 'left', failed: 'failed' }

export const outcomeLine = (row: RowOutcome): string =>
  `  [${outcomeWords[row.state]}] ${changeLine(row)}${row.note === null ? '' : ` (${row.note})`}`

export const undoLine = ({ id, done, undoneBy }: RunView): string[] =>
  done > 0 && undoneBy === null ? [`Take it back with: steward undo ${id}`] : []
