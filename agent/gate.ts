/** The gate's decision as a pure function: allow, ask or deny a call, by one table over facts that code declares. Unknown means deny. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { roles, type Asker } from '#db/contract.ts'
import { effectKinds, integrities, type EffectKind, type Integrity } from '#db/effects/contract.ts'

/** Of a tool, what the gate decides by. `kind` is declared where the effect alone does not tell it. */
export type Declared = {
  name: string
  effect: 'read' | 'write' | 'send' | 'administer'
  kind?: EffectKind | undefined
}

/** Somebody whom a sending would reach. */
export type Recipient = { known: 'self' | 'colleague' | 'contact' | 'nobody'; mayRead: boolean }

/** What stands in the workspace at the moment. */
export type Policy = {
  /** Why everything is stopped; null while nothing is. */
  held: string | null
  /** A standing approval of the tool that still has room today. */
  standing: { mostRows: number } | null
  /** How many people could approve these rows. */
  eligible: number
}

export type Facts = {
  tool: Declared | undefined
  /** Of everything that the planner has seen. */
  integrity: Integrity
  rows: number
  deletions: number
  asker: Pick<Asker, 'name' | 'role' | 'rights'>
  policy: Policy
  recipients?: Recipient[] | undefined
  /** Of a read outside: whether its host is on the list, and whether free text from outside is among what it hands over. */
  outside?: { listed: boolean; freeText: boolean } | undefined
}

export type Decision =
  | { decision: 'allow'; kind: EffectKind }
  | { decision: 'ask'; kind: EffectKind; approvals: 1 | 2 }
  | { decision: 'deny'; reason: string }

/** SECURITY.md §1.4: what each kind of effect takes, where the context is trusted and where it is not. */
export const table: Record<EffectKind, Record<Integrity, Rule>> = {
  E0: { T: 'allow', U: 'allow' },
  E1: { T: 'listed', U: 'listed_no_text' },
  E2: { T: 'ask_or_standing', U: 'ask' },
  E3: { T: 'ask', U: 'ask_second' },
  E4: { T: 'ask', U: 'ask_known' },
  E5: { T: 'deny', U: 'deny' },
}
export type Rule =
  'allow' | 'listed' | 'listed_no_text' | 'ask' | 'ask_or_standing' | 'ask_second' | 'ask_known' | 'deny'

export const limits = {
  /** A write of more rows is E3. */
  smallRows: 25,
  /** From untrusted context, more rows need a second person. */
  aloneRows: 500,
  expiryHours: 24,
}

/** Changes with the rules: what was proposed under others is not approved under these. */
export const policyVersion = createHash('sha256')
  .update(canonicalize({ table, limits }) ?? '')
  .digest('hex')
  .slice(0, 16)

const deny = (reason: string): Decision => ({ decision: 'deny', reason })

export function decide(facts: Facts & { name?: string }): Decision {
  const { tool, asker, integrity, policy } = facts
  if (!tool) return deny(`There is no tool ${facts.name ?? 'of that name'}.`)
  const kind = kindOf(tool, facts)
  if (kind === null || !integrities.includes(integrity) || !roles.includes(asker.role))
    return deny(`${asker.name} may not use ${tool.name}.`)
  const rule = table[kind][integrity]
  if (rule === 'deny')
    return deny(
      'Permissions, connectors, rules and secrets are changed by people on their pages, never by Steward.',
    )
  if (rule === 'allow') return { decision: 'allow', kind }
  if (policy.held !== null) return deny(`Everything is stopped in this workspace: ${policy.held}`)
  if (rule === 'listed' || rule === 'listed_no_text') return outside(facts, rule, kind)
  if (!asker.rights.may.includes('act'))
    return deny(`${asker.name}, as ${asker.rights.label}, may not change anything.`)
  return ask(facts, rule, kind)
}

/** The kind of what a call would do, by what its tool declares and how much it touches; null where these do not go together. */
export function kindOf(
  tool: Declared,
  { rows, deletions }: Pick<Facts, 'rows' | 'deletions'>,
): EffectKind | null {
  if (![rows, deletions].every((count) => Number.isSafeInteger(count) && count >= 0)) return null
  const { effect, kind } = tool
  if (kind !== undefined && !effectKinds.includes(kind)) return null
  if (effect === 'read') return kind === undefined || kind === 'E0' ? 'E0' : kind === 'E1' ? 'E1' : null
  if (effect === 'write') {
    if (kind !== undefined && kind !== 'E2' && kind !== 'E3') return null
    return kind === 'E3' || deletions > 0 || rows > limits.smallRows ? 'E3' : 'E2'
  }
  if (effect === 'send') return kind === undefined || kind === 'E4' ? 'E4' : null
  if (effect === 'administer') return 'E5'
  return null
}

function outside({ outside: given }: Facts, rule: Rule, kind: EffectKind): Decision {
  if (!given?.listed) return deny('It would ask a host that no administrator has listed.')
  return rule === 'listed_no_text' && given.freeText
    ? { decision: 'ask', kind, approvals: 1 }
    : { decision: 'allow', kind }
}

function ask({ rows, policy, recipients }: Facts, rule: Rule, kind: EffectKind): Decision {
  if (rule === 'ask_or_standing' && policy.standing && rows > 0 && rows <= policy.standing.mostRows)
    return { decision: 'allow', kind }
  if (rule === 'ask_known') {
    if (!recipients || recipients.length === 0 || recipients.some(({ known }) => known === 'nobody'))
      return deny('It would reach somebody who is neither a colleague nor a known contact of that account.')
    if (recipients.some(({ mayRead }) => !mayRead))
      return deny('It would tell somebody what they may not read.')
  }
  const needsSecond = rule === 'ask_second' && rows > limits.aloneRows && policy.eligible > 1
  return { decision: 'ask', kind, approvals: needsSecond ? 2 : 1 }
}
