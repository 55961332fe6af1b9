/** What was said and written, to search and to open: both as the reader's own rights let them through, with contacts' addresses hidden from whom they are hidden. */
import { maskContacts } from '#agent/mask-contacts.ts'
import type { Steward } from '#agent/steward.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { within } from '#db/rights.ts'
import { findPassages, type PassagesFound } from '#rag/find-passages.ts'
import { marksIn, type Mark } from '#rag/mark-words.ts'
import { linesAt } from '#rag/place.ts'
import { readWhole } from '#rag/read-source.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import {
  passagesQuerySchema,
  passagesSchema,
  sourceQuerySchema,
  sourceSchema,
  type Passages,
  type Source,
} from '../contract-sources.ts'
import { principalOf } from '../principal.ts'
import { giving, resource } from '../resource.ts'
import { route } from '../route.ts'
import type { z } from '@hono/zod-openapi'

const onPage = 20

const search = route({
  method: 'get',
  path: '/passages',
  access: 'ask',
  request: { query: passagesQuerySchema },
  responses: giving('A page of the passages that hold words of it, with counts to narrow them by', passagesSchema), // prettier-ignore
})
const open = route({
  method: 'get',
  path: '/source',
  access: 'ask',
  request: { query: sourceQuerySchema },
  responses: giving('The whole source, and which of its lines are cited', sourceSchema),
})

/** Firms are named to whoever may see their names. */
function withoutNames<T extends Pick<PassagesFound, 'hits' | 'facets'>>(found: T, { rights }: Asker): T {
  if (!rights.withheld.includes('account.name')) return found
  const hits = found.hits.map((hit) => ({
    ...hit,
    account: hit.account && { ...hit.account, name: hit.account.id },
  }))
  const accounts = found.facets.accounts.map((each) => ({ ...each, label: each.value }))
  return { ...found, hits, facets: { ...found.facets, accounts } }
}

/** A quote of several speakers begins each line with a name, which is not what was looked for. */
function afterNames({ speaker, text }: { speaker: string | null; text: string }, marks: Mark[]): Mark[] {
  if (speaker !== null) return marks
  const names = [...text.matchAll(/^[^:\n]{1,80}: /gm)].map(({ index, 0: name }) => [index, index + name.length] as const) // prettier-ignore
  return marks.filter(([from]) => !names.some(([start, end]) => from >= start && from < end))
}

type Asked = z.infer<typeof passagesQuerySchema>

async function passagesFor(tx: Tx, asker: Asker, query: Asked): Promise<Passages> {
  const { q, account, kind, page, ...filters } = query
  const kinds = shownKinds(asker.rights.withheld, kind && [kind])
  const found = await findPassages(tx, asker.workspace, {
    ...filters,
    question: q,
    kinds,
    accounts: account === undefined ? undefined : [account],
    skip: (page - 1) * onPage,
    limit: onPage,
  })
  const { stems, ...shown } = await maskContacts(tx, asker, withoutNames(found, asker))
  const marks = await marksIn(
    tx,
    shown.hits.map(({ text }) => text),
    stems,
  )
  return {
    ...shown,
    hits: shown.hits.map((hit, at) => ({ ...hit, marks: afterNames(hit, marks[at] ?? []) })),
    pages: Math.ceil(shown.total / onPage),
  }
}

async function sourceFor(
  tx: Tx,
  asker: Asker,
  { id, at }: z.infer<typeof sourceQuerySchema>,
): Promise<Source> {
  const found = await readWhole(tx, asker.workspace, { id, kinds: shownKinds(asker.rights.withheld) })
  if (!found)
    throw new Problem('not_found', 'This source is not here.', {
      done: 'It may have been deleted, or it belongs to an account that you don’t see.',
      next: 'Search for what was said in it.',
    })
  const { account } = found
  const isNamed = !asker.rights.withheld.includes('account.name')
  const shown = {
    ...found,
    account: account && { ...account, name: isNamed ? account.name : account.id },
    lines: found.lines.map(({ text, speaker, startS }) => ({
      text: text.trim(),
      speaker: speaker ?? null,
      startS: startS ?? null,
    })),
  }
  return { ...(await maskContacts(tx, asker, shown)), cited: linesAt(found.lines, at) }
}

export function sourceRoutes({ db }: Pick<Steward, 'db'>) {
  return resource()
    .openapi(search, async (context) => {
      const { asker } = principalOf(context)
      const query = context.req.valid('query')
      return context.json(
        await db.inWorkspace(within(asker), (tx) => passagesFor(tx, asker, query), 'read'),
        200,
      )
    })
    .openapi(open, async (context) => {
      const { asker } = principalOf(context)
      const query = context.req.valid('query')
      return context.json(
        await db.inWorkspace(within(asker), (tx) => sourceFor(tx, asker, query), 'read'),
        200,
      )
    })
}
