/** Every environment variable that Steward reads, in one typed place; all of them stand in .env.example. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Problem } from '#db/problem.ts'

const empty = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(type: T) => z.preprocess(empty, type.optional())

const shape = z.object({
  /** Folder of the embedded database and of files. */
  DATA_DIR: optional(z.string()),
  /** A Postgres server with pgvector instead of the embedded database. */
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  DATABASE_POOL: optional(z.coerce.number().int().min(1).max(200)),
  HOST: optional(z.string()),
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  /** Where people reach Steward, when a proxy stands before it: links in mails lead there. */
  BASE_URL: optional(z.url({ protocol: /^https?$/ })),
  /** How many proxies stand before Steward: so many of the last entries of X-Forwarded-For are believed. */
  PROXIES: optional(z.coerce.number().int().min(0).max(10)),
  /** Sends invitations and new passwords; without it their links stand on the terminal. */
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.string()),
  /** Which planners plan: the built-in one and the model (both), or one of them alone. */
  PLANNER: optional(z.enum(['both', 'offline', 'model'])),
  /** With a key, a model plans what the built-in planner is not sure of. */
  OPENAI_API_KEY: optional(z.string()),
  /** Any OpenAI-compatible endpoint. */
  OPENAI_BASE_URL: optional(z.url()),
  OPENAI_MODEL: optional(z.string()),
  OPENAI_TIMEOUT_MS: optional(z.coerce.number().int().positive()),
  /** The most tokens a turn may send to the model. */
  MODEL_TOKEN_BUDGET: optional(z.coerce.number().int().min(1_000)),
  /** Price in US dollars a million tokens, to show what a turn cost. */
  MODEL_PRICE_INPUT: optional(z.coerce.number().min(0)),
  MODEL_PRICE_OUTPUT: optional(z.coerce.number().min(0)),
  /** With a model's name, passages also get vectors of an OpenAI-compatible endpoint. Key and address are the chat model's where left out. */
  EMBEDDING_MODEL: optional(z.string()),
  EMBEDDING_API_KEY: optional(z.string()),
  EMBEDDING_BASE_URL: optional(z.url()),
  /** How many requests a minute one person may send; a turn counts as ten. */
  REQUESTS_PER_MINUTE: optional(z.coerce.number().int().min(1)),
  /** The master key of stored secrets, 32 bytes in base64, instead of a file in the data folder; those before it while it is replaced. */
  STEWARD_KEY: optional(z.string()),
  STEWARD_KEY_BEFORE: optional(z.string()),
  /** The Ed25519 key that signs the audit log's heads, instead of a file in the data folder. */
  AUDIT_SIGNING_KEY: optional(z.string()),
  /** Where spans of turns are sent, as OTLP over HTTP; `name=value` pairs, with commas between, go along as headers. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
  OTEL_EXPORTER_OTLP_HEADERS: optional(z.string()),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])),
})

export const variables = Object.keys(shape.shape)

export type Env = {
  dataDir: string
  databaseUrl: string | null
  databasePool: number
  host: string
  port: number
  baseUrl: string | null
  proxies: number
  mail: { smtpUrl: string | null; from: string }
  model: {
    apiKey: string
    baseURL?: string
    name: string
    timeoutMs: number
    tokenBudget: number
    price: { input: number; output: number }
  } | null
  planner: 'both' | 'offline' | 'model'
  embedding: { apiKey: string; baseURL: string; model: string } | null
  otlp: { endpoint: string; headers: Record<string, string> } | null
  requestsPerMinute: number
  masterKey: string | null
  masterKeyBefore: string | null
  auditSigningKey: string | null
  logLevel: string
}

const repository = fileURLToPath(new URL('..', import.meta.url))

/** LangGraph would send its runs to a third party where these are set; nothing of Steward's leaves unasked. */
export function silenceTracing(): void {
  for (const name of [
    'LANGSMITH_TRACING',
    'LANGSMITH_TRACING_V2',
    'LANGCHAIN_TRACING',
    'LANGCHAIN_TRACING_V2',
  ])
    Reflect.deleteProperty(process.env, name)
}

const pairsOf = (text = ''): Record<string, string> =>
  Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at > 0 ? [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]] : []
    }),
  )

/** True where the whole of an unexpected error should be printed. */
export const isDebugging = () => process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace'

/**
 * Reads and checks the environment; `data` (the option --data) wins over DATA_DIR. Throws a Problem that names each
 * variable that is not right.
 */
export function readEnv(data?: string, source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = shape.safeParse(source)
  if (!parsed.success) {
    throw new Problem('bad_request', `The environment is not right: ${z.prettifyError(parsed.error)}`, {
      done: 'Steward did not start.',
      next: 'Correct the variable; .env.example explains each.',
    })
  }
  const env = parsed.data
  return {
    dataDir: resolve(data ?? env.DATA_DIR ?? `${repository}/data`),
    databaseUrl: env.DATABASE_URL ?? null,
    databasePool: env.DATABASE_POOL ?? 10,
    host: env.HOST ?? '127.0.0.1',
    port: env.PORT ?? 4310,
    baseUrl: env.BASE_URL ?? null,
    proxies: env.PROXIES ?? 0,
    mail: { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM ?? 'Steward <steward@localhost>' },
    planner: env.PLANNER ?? 'both',
    model:
      env.OPENAI_API_KEY === undefined
        ? null
        : {
            apiKey: env.OPENAI_API_KEY,
            ...(env.OPENAI_BASE_URL !== undefined && { baseURL: env.OPENAI_BASE_URL }),
            name: env.OPENAI_MODEL ?? 'gpt-4.1-mini',
            timeoutMs: env.OPENAI_TIMEOUT_MS ?? 60_000,
            tokenBudget: env.MODEL_TOKEN_BUDGET ?? 60_000,
            price: { input: env.MODEL_PRICE_INPUT ?? 0, output: env.MODEL_PRICE_OUTPUT ?? 0 },
          },
    embedding:
      env.EMBEDDING_MODEL === undefined
        ? null
        : {
            // Servers of one's own often ask for none.
            apiKey: env.EMBEDDING_API_KEY ?? env.OPENAI_API_KEY ?? 'none',
            baseURL: env.EMBEDDING_BASE_URL ?? env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
            model: env.EMBEDDING_MODEL,
          },
    otlp:
      env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, headers: pairsOf(env.OTEL_EXPORTER_OTLP_HEADERS) },
    requestsPerMinute: env.REQUESTS_PER_MINUTE ?? 600,
    masterKey: env.STEWARD_KEY ?? null,
    masterKeyBefore: env.STEWARD_KEY_BEFORE ?? null,
    auditSigningKey: env.AUDIT_SIGNING_KEY ?? null,
    logLevel: env.LOG_LEVEL ?? 'info',
  }
}
