/** Events of a turn as the AI SDK's UI messages: one mapping for the live stream and for history. */
import type { UIMessage, UIMessageChunk } from 'ai'
import type { MessageMetadata, StewardData, TurnEvent } from '#agent/contract.ts'
import type { StoredTurn } from '#agent/conversations.ts'
import type { Thumb } from '#agent/telemetry/contract.ts'

export type StewardMessage = UIMessage<MessageMetadata, StewardData>
export type StewardChunk = UIMessageChunk<MessageMetadata, StewardData>

/** Rows of a table that travel to the page; the rest is fetched from the turn when a person asks for it. */
export const rowsSent = 500

const metadataOf = (event: TurnEvent): MessageMetadata | null => {
  if (event.kind === 'started') {
    return { turn: event.turn, conversation: event.conversation, at: event.at, state: 'running' }
  }
  if (event.kind === 'ended') {
    return { state: event.state, route: event.route, ms: event.ms, tokens: event.tokens }
  }
  return null
}

type DataEvent = Exclude<TurnEvent, { kind: 'started' | 'ended' | 'text' }>
const dataOf = (event: DataEvent): DataEvent =>
  event.kind === 'table' && event.rows.length > rowsSent
    ? { ...event, rows: event.rows.slice(0, rowsSent) }
    : event

/** Chunks for one event after another; keeps which text part is open. */
export function chunksOf(messageId: string): (event: TurnEvent) => StewardChunk[] {
  let openText: string | null = null
  const closeText = (): StewardChunk[] => {
    const id = openText
    openText = null
    return id === null ? [] : [{ type: 'text-end', id }]
  }
  return (event) => {
    const messageMetadata = metadataOf(event)
    if (event.kind === 'started')
      return [{ type: 'start', messageId, ...(messageMetadata && { messageMetadata }) }]
    if (event.kind === 'ended')
      return [...closeText(), { type: 'finish', ...(messageMetadata && { messageMetadata }) }]
    if (event.kind === 'text') {
      const opening: StewardChunk[] =
        openText === event.id ? [] : [...closeText(), { type: 'text-start', id: event.id }]
      openText = event.id
      return [...opening, { type: 'text-delta', id: event.id, delta: event.delta }]
    }
    return [...closeText(), { type: `data-${event.kind}`, id: event.id, data: dataOf(event) } as StewardChunk]
  }
}

/** A stored turn as the two messages that a page shows: the request and its answer. */
export function messagesOf(turn: StoredTurn, thumb?: Thumb): StewardMessage[] {
  const at = new Date(turn.startedAt).toISOString()
  const metadata: MessageMetadata = {
    turn: turn.id,
    conversation: turn.conversationId,
    at,
    state: turn.state,
    ...(turn.route && { route: turn.route }),
    ...(turn.ms !== null && { ms: turn.ms }),
    tokens: { input: turn.tokensIn, output: turn.tokensOut },
    ...(thumb && { thumb }),
  }
  return [
    // A turn that went on by itself after a decision has no request.
    {
      id: `${turn.id}-request`,
      role: 'user',
      metadata: { at },
      parts: turn.text ? [{ type: 'text', text: turn.text }] : [],
    },
    { id: turn.id, role: 'assistant', metadata, parts: partsOf(turn.events) },
  ]
}

function partsOf(events: TurnEvent[]): StewardMessage['parts'] {
  const parts: StewardMessage['parts'] = []
  const places = new Map<string, number>()
  for (const event of events) {
    if (event.kind === 'started' || event.kind === 'ended') continue
    if (event.kind === 'text') {
      const last = parts.at(-1)
      if (last?.type === 'text') last.text += event.delta
      else parts.push({ type: 'text', text: event.delta })
      continue
    }
    const part = {
      type: `data-${event.kind}`,
      id: event.id,
      data: dataOf(event),
    } as StewardMessage['parts'][number]
    const place = places.get(`${event.kind} ${event.id}`)
    if (place === undefined) places.set(`${event.kind} ${event.id}`, parts.push(part) - 1)
    else parts[place] = part
  }
  return parts
}
