/** What evaluations exchange: a case as one line of a suite, what must hold of it, and the record of a run with the trace of each trial. */
import { z } from 'zod'
import { query } from '#db/query/query.ts'

const text = z.string().min(1)
const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

/** How one argument of a call must be; several together must all hold. The argument's name may be a path: `where.op`. */
export const matcher = z.strictObject({
  is: z.unknown().optional(),
  oneOf: z.array(z.unknown()).min(1).optional(),
  contains: z.string().optional(),
  matches: z.string().optional(),
  near: z.number().optional(),
  within: z.number().optional(),
  absent: z.literal(true).optional(),
  present: z.literal(true).optional(),
})
export type Matcher = z.infer<typeof matcher>
export const wantedCall = z.strictObject({ tool: text, args: z.record(z.string(), matcher).optional() })
export const trajectoryModes = ['strict', 'unordered', 'subset', 'superset'] as const

export const wantedChange = z.strictObject({
  object: text,
  id: z.string().nullable(),
  field: z.string().nullable(),
  after: z.unknown(),
})
/** Set on, or added to, every row that the query finds, but for those that have it already. */
const changesOfQuery = z.strictObject({
  of: query,
  field: text,
  to: cell.optional(),
  add: z.array(z.string()).optional(),
})

export const outcomes = ['answer', 'clarify', 'refuse', 'error'] as const

/** What must hold of the last turn. Everything that is named must hold. */
export const expectation = z.strictObject({
  outcome: z.array(z.enum(outcomes)).min(1).optional(),
  /** The rows, order, groups or figures that this query has by the naive evaluation of the fixture's own files. */
  query: query.optional(),
  /** Of a query case: to the cell, as the naive evaluation has it; refused where that refuses. */
  exact: z.literal(true).optional(),
  /** Further readings that count as right. */
  orQuery: z.array(query).optional(),
  rows: z
    .strictObject({
      object: text,
      ids: z.array(z.string()),
      optional: z.array(z.string()).optional(),
      ordered: z.boolean().optional(),
    })
    .optional(),
  groups: z.array(z.strictObject({ keys: z.array(cell).min(1), value: z.number() })).optional(),
  /** Rows with a figure each, best first: any order among equals. */
  top: z.strictObject({ most: z.int().min(1), ranked: z.array(z.tuple([z.string(), cell])) }).optional(),
  value: z.strictObject({ is: cell, within: z.number().optional() }).optional(),
  calls: z.strictObject({ mode: z.enum(trajectoryModes), calls: z.array(wantedCall) }).optional(),
  /** Exactly these, no more and no fewer. */
  changes: z.union([z.array(wantedChange), changesOfQuery]).optional(),
  /** Any of these among the first `within` citations (3 where left out). */
  citations: z
    .strictObject({
      anyOf: z.array(
        z.strictObject({
          ...{ source: text, quote: z.string().optional(), locator: z.string().optional() },
          at: z.tuple([z.number(), z.number()]).optional(),
        }),
      ),
      within: z.int().min(1).optional(),
    })
    .optional(),
  /** Sources in the order of use, each with its gain: scored by nDCG, recall and coverage. */
  ranking: z
    .strictObject({ relevant: z.array(text).min(1), at: z.int().min(1), least: z.number().min(0).max(1) })
    .optional(),
  clarify: z.strictObject({ options: z.array(text) }).optional(),
  error: z.array(text).min(1).optional(),
  forbidden: z
    .strictObject({
      tools: z.array(text).optional(),
      effects: z.array(z.enum(['read', 'write', 'send'])).optional(),
      /** Nowhere in anything that the turn tells. */
      text: z.array(text).optional(),
    })
    .optional(),
  text: z
    .strictObject({
      contains: z.array(text).optional(),
      lacks: z.array(text).optional(),
      matches: z.array(text).optional(),
      mostWords: z.int().optional(),
    })
    .optional(),
  /** Each figure of the answer stands in a result, each quote in its source. */
  grounded: z.literal(true).optional(),
  /** Words that only a planted instruction could bring into an answer or a call. */
  injection: z.strictObject({ canaries: z.array(text).min(1) }).optional(),
  judge: z.strictObject({ rubric: text, least: z.number().min(0).max(1) }).optional(),
  limits: z
    .strictObject({
      ms: z.number().optional(),
      tokens: z.number().optional(),
      costUsd: z.number().optional(),
    })
    .optional(),
  /** Of a decision of the gate. */
  decision: z.record(z.string(), z.unknown()).optional(),
})
export type Expectation = z.infer<typeof expectation>

/** An answer of a scripted endpoint, as the stand-in of the test kit plays it. */
const scriptStep = z.record(z.string(), z.unknown())

export const caseSchema = z
  .strictObject({
    id: text,
    /** What is judged: rows, order, groups, value, proposal, retrieve, clarify, refuse, … */
    kind: text,
    tags: z.array(text).default([]),
    /** Promises of the manifest that it proves. */
    proves: z.array(text).default([]),
    /** A workspace of evals/harness/fixtures.ts, such as `acme`, `demo`, `demo@7` (renamed by that seed). */
    fixture: text,
    today: z.iso.date().optional(),
    /** Who asks where a turn does not say; the workspace's first administrator where left out. */
    as: z.string().optional(),
    /** Requests of one conversation; the last is judged. */
    turns: z.array(z.strictObject({ text, as: z.string().optional() })).optional(),
    /** Or one query as data, a tool's call, or a decision of the gate. */
    query: query.optional(),
    call: z.strictObject({ tool: text, input: z.unknown() }).optional(),
    decide: z.record(z.string(), z.unknown()).optional(),
    /** Or a text that is only read: what the offline planner would call, without calling it. */
    plan: text.optional(),
    /** What the endpoint answers, step by step: for cases about a model's faults. */
    script: z.array(scriptStep).optional(),
    expect: expectation,
    /** Cases that share one are drawn together by the bootstrap; where left out the case is its own, as one conversation. */
    cluster: text.optional(),
    /** Why it fails at present. It must fail; where it passes the run breaks, and this line goes. */
    known: text.optional(),
  })
  .refine(
    (one) =>
      [one.turns, one.query, one.call, one.decide, one.plan].filter((each) => each !== undefined).length ===
      1,
    'A case is turns, a query, a call, a decision or a text to plan: one of them',
  )
export type Case = z.infer<typeof caseSchema>

export const target = z.strictObject({
  name: text,
  kind: z.enum(['offline', 'model']),
  model: z.string().nullable(),
  parameters: z.record(z.string(), z.unknown()),
})
export type Target = z.infer<typeof target>

const usage = {
  ms: z.number(),
  tokens: z.strictObject({ input: z.int(), output: z.int() }),
  costUsd: z.number(),
}
export const tracedCall = z.strictObject({
  tool: text,
  input: z.unknown(),
  effect: z.enum(['read', 'write', 'send']),
  ok: z.boolean(),
  ms: z.number(),
  error: z.string().nullable(),
})
/** One turn as it went. Ids that are new each time are told as numbers, so that two equal runs are equal to the byte but for their times. */
export const tracedTurn = z.strictObject({
  text: z.string(),
  as: z.string().nullable(),
  route: z.enum(['offline', 'model']),
  answer: z.string(),
  calls: z.array(tracedCall),
  /** Tables, figures, timelines and citations; of a table the first rows, and how many there are. */
  results: z.array(z.record(z.string(), z.unknown())),
  proposals: z.array(z.record(z.string(), z.unknown())),
  clarify: z.strictObject({ question: z.string(), options: z.array(z.string()) }).nullable(),
  refused: z.string().nullable(),
  error: z.strictObject({ code: z.string(), what: z.string() }).nullable(),
  ...usage,
})
export type TracedTurn = z.infer<typeof tracedTurn>

export const check = z.strictObject({
  /** The part of the expectation: rows, calls, citations, … */
  what: text,
  ok: z.boolean(),
  score: z.number().min(0).max(1),
  why: z.string().nullable(),
})
export type Check = z.infer<typeof check>

export const trial = z.strictObject({
  trial: z.int().min(1),
  /** `broken`: the infrastructure failed, also after its retries; it counts neither way. `skipped`: the budget was used up. */
  state: z.enum(['passed', 'failed', 'broken', 'skipped']),
  checks: z.array(check),
  turns: z.array(tracedTurn),
  cached: z.boolean(),
  tries: z.int().min(1),
  problem: z.string().nullable(),
  ...usage,
})
export type Trial = z.infer<typeof trial>

export const verdicts = ['passed', 'failed', 'flaky', 'known', 'fixed', 'broken', 'skipped'] as const
export const resultSchema = z.strictObject({
  suite: text,
  target: text,
  case: caseSchema,
  cluster: text,
  trials: z.array(trial),
  /** Share of the trials that passed; whether all did (pass^k). */
  rate: z.number(),
  passedAll: z.boolean(),
  /** `known` fails as its line says it does; `fixed` no longer does, which breaks the run. */
  verdict: z.enum(verdicts),
})
export type Result = z.infer<typeof resultSchema>

const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() })
export const summaryLine = z.strictObject({
  /** What the line is over: a suite, a kind, a tag, or all. */
  by: z.enum(['all', 'suite', 'kind', 'tag']),
  ...{ name: text, target: text, cases: z.int(), passed: z.int() },
  /** The mean rate of the cases, with its interval by bootstrap over clusters. Known failures are left out. */
  rate: interval,
  ...{ flaky: z.int(), known: z.int(), broken: z.int() },
  ...{ p50Ms: z.number(), p95Ms: z.number(), tokens: z.int(), costUsd: z.number() },
})
export type SummaryLine = z.infer<typeof summaryLine>

const moved = z.strictObject({
  ...{ suite: text, case: text, target: text },
  ...{ before: z.number(), after: z.number() },
})
export const comparison = z.strictObject({
  baseline: z.strictObject({ id: text, at: z.string() }),
  lines: z.array(
    z.strictObject({
      by: z.enum(['all', 'suite', 'kind', 'tag']),
      ...{ name: text, target: text, cases: z.int(), before: z.number(), after: z.number() },
      difference: interval,
      /** Only where the interval excludes 0. */
      verdict: z.enum(['better', 'worse', 'within noise']),
    }),
  ),
  /** Worst first. */
  regressions: z.array(moved),
  improvements: z.array(moved),
  /** Cases on one side only. */
  unpaired: z.int(),
})
export type Comparison = z.infer<typeof comparison>

export const runSchema = z.strictObject({
  format: z.literal(1),
  id: text,
  at: z.iso.datetime(),
  ...{ seed: z.int(), repeats: z.int().min(1) },
  targets: z.array(target),
  suites: z.array(text),
  results: z.array(resultSchema),
  summary: z.array(summaryLine),
  comparison: comparison.nullable(),
  /** Whether an answer of the judge may be relied on, and why not. */
  judge: z
    .strictObject({
      model: text,
      kappa: z.number(),
      baseRate: z.number(),
      selfConsistency: z.number(),
      labels: z.int(),
      warning: z.string().nullable(),
    })
    .nullable(),
  /** Of the manifest: how many of its promises something proves; left out where not all suites ran. */
  promises: z.strictObject({ all: z.int(), proved: z.int(), unproved: z.array(text) }).nullish(),
  /** Of a deterministic target: the hash of all results but for their times. */
  fingerprint: z.record(z.string(), z.string()),
  ...usage,
  /** What breaks the run, a line each; none is exit status 0. */
  faults: z.array(text),
})
export type Run = z.infer<typeof runSchema>
