/** Spans of turns by OpenTelemetry's GenAI conventions, kept with the turn and sent on where an OTLP endpoint is named. They hold names, times, counts and outcomes; never what was said. */
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  TracerProvider,
  type ReadableSpan,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace'
import type { Operation } from '#db/telemetry/contract.ts'
import type { TurnSpan } from './contract.ts'

/** Names of the conventions: https://opentelemetry.io/docs/specs/semconv/gen-ai/ */
export const named = {
  operation: 'gen_ai.operation.name',
  agent: 'gen_ai.agent.name',
  conversation: 'gen_ai.conversation.id',
  provider: 'gen_ai.provider.name',
  model: 'gen_ai.request.model',
  input: 'gen_ai.usage.input_tokens',
  output: 'gen_ai.usage.output_tokens',
  tool: 'gen_ai.tool.name',
  call: 'gen_ai.tool.call.id',
  error: 'error.type',
} as const

/** What is known of a piece of work when it has ended; an `error` is the kind of what went wrong, not its words. */
export type Told = { attributes?: Attributes; error?: string | undefined }

export type TurnTrace = {
  /** Does the work inside a span. What it throws is told by its code and thrown on. */
  during: <T>(
    operation: Operation,
    name: string,
    work: () => Promise<T>,
    told?: (result: T) => Told,
  ) => Promise<T>
  /** Ends the turn's own span. All spans of the turn, in the order in which they began. */
  end: (told: Told) => TurnSpan[]
}

export type Telemetry = {
  beginTurn: (attributes: Attributes) => TurnTrace
  /** Sends what was not sent yet. */
  stop: () => Promise<void>
}

/** Where spans go besides the store: an OTLP endpoint over HTTP, without the path of its traces. */
export type Otlp = { endpoint: string; headers: Record<string, string> }

/** Holds the ended spans of each turn until the turn takes them. */
class Kept implements SpanProcessor {
  readonly #byTrace = new Map<string, ReadableSpan[]>()
  onStart(): void {}
  onEnd(span: ReadableSpan): void {
    const { traceId } = span.spanContext()
    const known = this.#byTrace.get(traceId)
    if (known) known.push(span)
    else this.#byTrace.set(traceId, [span])
  }
  take(traceId: string): ReadableSpan[] {
    const spans = this.#byTrace.get(traceId) ?? []
    this.#byTrace.delete(traceId)
    return spans
  }
  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}
}

/** The exporter is loaded where an endpoint is named alone: it is larger than the rest of what a start needs. */
async function senderTo({ endpoint, headers }: Otlp): Promise<SpanProcessor> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  return new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url, headers }) })
}

export async function createTelemetry(otlp: Otlp | null): Promise<Telemetry> {
  const kept = new Kept()
  const sent = otlp ? [await senderTo(otlp)] : []
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'steward' }),
    spanProcessors: [kept, ...sent],
  })
  const tracer = provider.getTracer('steward')
  return {
    beginTurn: (attributes) => {
      const turn = tracer.startSpan('invoke_agent steward', {
        kind: SpanKind.INTERNAL,
        root: true,
        attributes: { [named.operation]: 'invoke_agent', [named.agent]: 'steward', ...attributes },
      })
      const inside = trace.setSpan(ROOT_CONTEXT, turn)
      return {
        during: async (operation, name, work, told) => {
          const span = tracer.startSpan(
            `${operation} ${name}`,
            {
              kind: operation === 'chat' ? SpanKind.CLIENT : SpanKind.INTERNAL,
              attributes: { [named.operation]: operation },
            },
            inside,
          )
          try {
            const result = await work()
            close(span, told?.(result) ?? {})
            return result
          } catch (error) {
            close(span, { error: codeOf(error) })
            throw error
          }
        },
        end: (told) => {
          close(turn, told)
          return kept.take(turn.spanContext().traceId).map(asKept).sort(byStart)
        },
      }
    },
    stop: () => provider.shutdown(),
  }
}

function close(span: Span, { attributes, error }: Told): void {
  if (attributes) span.setAttributes(attributes)
  if (error !== undefined) {
    span.setAttribute(named.error, error)
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected'

const msOf = ([seconds, nanos]: [number, number]) => seconds * 1_000 + nanos / 1e6

const byStart = (a: TurnSpan, b: TurnSpan) => a.startedAt.localeCompare(b.startedAt)

function asKept(span: ReadableSpan): TurnSpan {
  const { traceId, spanId } = span.spanContext()
  const { [named.operation]: operation, [named.error]: error, ...attributes } = span.attributes
  return {
    traceId,
    spanId,
    parentId: span.parentSpanContext?.spanId ?? null,
    operation: operation as Operation,
    name: span.name.slice(`${String(operation)} `.length),
    startedAt: new Date(msOf(span.startTime)).toISOString(),
    ms: Math.round(msOf(span.duration) * 10) / 10,
    error: typeof error === 'string' ? error : null,
    attributes: attributes as TurnSpan['attributes'],
  }
}
