/** A turn's events as the one JSON object that `ask --json` prints: what scripts and evaluations read. */
import type { Cell as CellValue, Effect, TurnEvent } from '#agent/contract.ts'
import { notYetJson, proposalJson, type ProposalJson } from './effects/proposal-json.ts'

type Call = { tool: string; input: unknown; effect: Effect; ok: boolean; ms: number; error: string | null }
type ColumnJson = { key: string; label: string; type: string; unit?: string | undefined }

export type AnswerJson = {
  conversation: string
  route: 'offline' | 'model'
  answer: string
  calls: Call[]
  data: { object: string; columns: ColumnJson[]; rows: Record<string, CellValue>[]; total: number }[]
  values: { measure: string; value: unknown; unit: string | null; label: string }[]
  citations: {
    n: number
    source: string
    title: string
    locator?: string | undefined
    speaker?: string | undefined
    quote: string
  }[]
  proposals: ProposalJson[]
  files: never[]
  clarify: { question: string; options: string[] } | null
  refused: { reason: string } | null
  error: { code: string; what: string; done: string; next: string } | null
  ms: number
  tokens: { input: number; output: number }
  cost_usd: number
}

export const emptyAnswer = (): AnswerJson => ({
  conversation: '',
  route: 'offline',
  answer: '',
  calls: [],
  data: [],
  values: [],
  citations: [],
  proposals: [],
  files: [],
  clarify: null,
  refused: null,
  error: null,
  ms: 0,
  tokens: { input: 0, output: 0 },
  cost_usd: 0,
})

const paragraph = (answer: string, text: string) => (answer ? `${answer}\n\n${text}` : text)

/** Adds one event to the answer so far. */
export function addEvent(answer: AnswerJson, event: TurnEvent, open: { text: string | null }): void {
  if (event.kind === 'text') {
    answer.answer =
      open.text === event.id ? answer.answer + event.delta : paragraph(answer.answer, event.delta)
    open.text = event.id
    return
  }
  open.text = null
  switch (event.kind) {
    case 'started':
      answer.conversation = event.conversation
      break
    case 'step':
      if (event.state === 'running') break
      answer.calls.push({
        tool: event.tool,
        input: event.input,
        effect: event.effect,
        ok: event.state === 'done',
        ms: Math.round(event.ms ?? 0),
        error: event.error ?? null,
      })
      break
    case 'table':
      answer.data.push({ object: event.object, columns: event.columns, rows: event.rows, total: event.total })
      break
    case 'figure':
      answer.values.push({
        measure: event.measure,
        value: event.value,
        unit: event.unit ?? null,
        label: event.label,
      })
      break
    case 'citation': {
      const { n, source, title, locator, speaker, quote } = event
      answer.citations.push({ n, source, title, locator, speaker, quote })
      break
    }
    case 'proposal':
      answer.proposals.push(proposalJson(event, event.changes))
      break
    case 'question':
      answer.clarify = { question: event.question, options: event.options }
      answer.answer = paragraph(answer.answer, event.question)
      break
    case 'refusal':
      answer.refused = { reason: event.reason }
      if (event.would?.makes) answer.proposals.push(notYetJson(event.would, answer.data.at(-1)))
      answer.answer = paragraph(answer.answer, event.reason)
      break
    case 'error':
      answer.error = { code: event.code, what: event.what, done: event.done, next: event.next }
      answer.answer = paragraph(answer.answer, [event.what, event.done, event.next].filter(Boolean).join(' '))
      break
    case 'ended':
      Object.assign(answer, {
        route: event.route,
        ms: event.ms,
        tokens: event.tokens,
        cost_usd: event.costUsd,
      })
      break
    case 'chart':
    case 'timeline':
      break
  }
}
