/** Proposals as a person decides on them: what each is to the reader, who may say yes, and what stands in the way at present. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Deciding } from '#agent/proposals/parts.ts'
import { askerNow, mayDecide } from '#agent/proposals/people.ts'
import { readProposal } from '#agent/proposals/view.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { ProposalView } from '#db/effects/contract.ts'
import { currentHold } from '#db/effects/holds.ts'
import { outsideOf } from '#db/effects/rows.ts'
import { approvals, proposals, users } from '#db/schema/tables.ts'
import type { Card } from '../contract-effects.ts'

/** Whoever could say yes is named up to so many; the rest are "others". */
const mostNamed = 4

export const readCard = async (parts: Deciding, asker: Asker, id: string): Promise<Card> =>
  cardOf(parts, asker, await readProposal(parts, asker, id))

export async function cardOf(parts: Deciding, asker: Asker, view: ProposalView): Promise<Card> {
  const [card] = await cardsOf(parts, asker, [view])
  if (!card) throw new Error('a proposal without its card')
  return card
}

/** Of views that the asker was given, in their order. */
export const cardsOf = ({ db }: Deciding, asker: Asker, views: ProposalView[]): Promise<Card[]> =>
  db.inWorkspace(
    asker.workspace,
    async (tx) => {
      const held = (await currentHold(tx, asker.workspace))?.reason ?? null
      const facts = await factsOf(tx, asker, views)
      const cards: Card[] = []
      for (const view of views) cards.push(await cardIn(tx, asker, view, { held, ...facts }))
      return cards
    },
    'read',
  )

type Facts = { held: string | null; requesters: Map<string, string>; said: Set<string> }

async function factsOf(
  tx: Tx,
  { workspace, userId }: Asker,
  views: ProposalView[],
): Promise<Omit<Facts, 'held'>> {
  const ids = views.map(({ id }) => id)
  if (ids.length === 0) return { requesters: new Map(), said: new Set() }
  const rows = await tx
    .select({ id: proposals.id, requester: proposals.requesterId })
    .from(proposals)
    .where(and(eq(proposals.workspaceId, workspace), inArray(proposals.id, ids)))
  const said = await tx
    .select({ id: approvals.proposalId })
    .from(approvals)
    .where(
      and(
        eq(approvals.workspaceId, workspace),
        eq(approvals.userId, userId),
        inArray(approvals.proposalId, ids),
      ),
    )
  return {
    requesters: new Map(rows.map(({ id, requester }) => [id, requester])),
    said: new Set(said.map(({ id }) => id)),
  }
}

async function cardIn(
  tx: Tx,
  asker: Asker,
  view: ProposalView,
  { held, requesters, said }: Facts,
): Promise<Card> {
  const { workspace, userId } = asker
  const { id: proposal, state } = view
  const requester = requesters.get(proposal) ?? ''
  const isMine = requester === userId
  const card = { ...view, isMine, mayDecide: false, approvers: '', held }
  if (state !== 'open') return card
  const hasSaid = said.has(proposal)
  const outside = mayDecide(asker, requester)
    ? await outsideOf(tx, { workspace, proposal, asker })
    : view.rows
  const may = !hasSaid && outside === 0
  const why = hasSaid ? 'You have said yes; it takes a second person.' : may ? '' : whyNot(asker, outside)
  const isAlone = may && view.approvalsNeeded === 1
  if (isAlone) return { ...card, mayDecide: true }
  const others = await othersWhoMay(tx, asker, proposal, requester)
  return {
    ...card,
    mayDecide: may,
    approvers: [may ? 'It takes two people.' : why, others].filter(Boolean).join(' '),
  }
}

function whyNot({ rights }: Asker, outside: number): string {
  if (!rights.may.includes('act')) return 'You may not change records.'
  return `${outside.toLocaleString('en-GB')} of its records are not yours to change.`
}

/** By name, so that somebody knows whom to ask. */
async function othersWhoMay(
  tx: Tx,
  { workspace, userId }: Asker,
  proposal: string,
  requester: string,
): Promise<string> {
  const people = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      and(
        eq(users.workspaceId, workspace),
        isNull(users.deactivatedAt),
        ne(users.id, userId),
        inArray(users.role, ['admin', 'manager']),
      ),
    )
    .orderBy(users.name)
  const names: string[] = []
  for (const { id, name } of people) {
    if (names.length > mostNamed) break
    const person = await askerNow(tx, workspace, id)
    if (!person || !mayDecide(person, requester)) continue
    if ((await outsideOf(tx, { workspace, proposal, asker: person })) === 0) names.push(name)
  }
  if (names.length === 0) return 'Nobody else may approve it at present.'
  const said = names.slice(0, mostNamed)
  return `${listed(names.length > mostNamed ? [...said, 'others'] : said)} may approve it.`
}

const listed = (names: string[]) => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)
