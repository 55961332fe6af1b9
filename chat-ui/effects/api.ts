/** What cards and runs read and change: a proposal and its run are asked for again as long as others may still change them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { runSchema, type RowState, type RunView } from '#db/effects/contract.ts'
import {
  cardSchema,
  changesPageSchema,
  decidedSchema,
  formSchema,
  rowsPageSchema,
  runCardSchema,
  type Card,
  type RunCard,
} from '#server/contract-effects.ts'
import { refreshConversations } from '../api.ts'
import { ProblemError } from '../problem.ts'
import { at, exchange, queryClient, read, search } from '../http.ts'

/** Somebody else may decide meanwhile; one's own decisions show at once. */
const openMs = 10_000
const runningMs = 700
const pausedMs = 5_000
const pageRows = 100

export const isOver = ({ state }: RunView): boolean => ['stopped', 'done', 'failed'].includes(state)

export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposal', id],
    queryFn: ({ signal }) => read(at`/api/proposals/${id}`, cardSchema, signal),
    staleTime: 2_000,
    refetchInterval: ({ state: { data } }) => (data?.state === 'open' ? openMs : false),
  })

/** Of a proposal that is narrowed or edited, other rows: hence by digest. */
export const changesQuery = ({ id, digest }: Pick<Card, 'id' | 'digest'>) =>
  infiniteQueryOptions({
    queryKey: ['proposal', id, 'changes', digest],
    queryFn: ({ pageParam, signal }) =>
      read(
        at`/api/proposals/${id}/changes` + search({ from: `${pageParam}`, limit: `${pageRows}` }),
        changesPageSchema,
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
  })

/** What it leaves as it is, and why. */
export const leftQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposal', id, 'left'],
    queryFn: ({ signal }) =>
      read(at`/api/proposals/${id}/left` + search({ limit: '500' }), rowsPageSchema, signal),
    staleTime: Infinity,
  })

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposal', id, 'form'],
    queryFn: ({ signal }) => read(at`/api/proposals/${id}/form`, formSchema, signal),
    staleTime: Infinity,
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => read(at`/api/runs/${id}`, runCardSchema, signal),
    staleTime: 500,
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined || isOver(data)) return false
      return data.state === 'paused' ? pausedMs : runningMs
    },
  })

/** Read anew with each batch that was worked. */
export const rowsQuery = (run: RunView, state: RowState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['run', run.id, 'rows', state, run.done + run.skipped + run.failed],
    queryFn: ({ pageParam, signal }) =>
      read(
        at`/api/runs/${run.id}/rows` + search({ from: `${pageParam}`, limit: `${pageRows}`, state }),
        rowsPageSchema,
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
  })

export const inboxQuery = queryOptions({
  queryKey: ['proposals', 'waiting'],
  queryFn: ({ signal }) => read('/api/proposals?state=open&waiting=true', z.array(cardSchema), signal),
  refetchInterval: 30_000,
})
export const mineQuery = queryOptions({
  queryKey: ['proposals', 'mine'],
  queryFn: ({ signal }) => read('/api/proposals?state=open&mine=true', z.array(cardSchema), signal),
})
export const runsQuery = queryOptions({
  queryKey: ['runs'],
  queryFn: ({ signal }) => read('/api/runs', z.array(runSchema), signal),
  refetchInterval: 15_000,
})

/** A conversation that waited for the decision goes on by itself a moment later. */
const goesOnMs = [2_500, 6_000]

function decided(): void {
  void queryClient.invalidateQueries({ queryKey: ['proposals'] })
  void queryClient.invalidateQueries({ queryKey: ['runs'] })
  for (const ms of goesOnMs) setTimeout(() => void refreshConversations(), ms)
}

function keep(card: Card): Card {
  queryClient.setQueryData(cardQuery(card.id).queryKey, card)
  return card
}

function keepRun(run: RunCard): RunCard {
  queryClient.setQueryData(runQuery(run.id).queryKey, run)
  return run
}

/** After a refusal the card may be another one: decided, expired, superseded. */
const anew = async (id: string, error: unknown): Promise<never> => {
  await queryClient.invalidateQueries({ queryKey: cardQuery(id).queryKey, exact: true })
  throw error
}

/** Approves what is shown but for the rows that were unticked: those are taken out first, and the rest is what is approved. */
export async function approve(card: Card, leftOut: number[]): Promise<void> {
  const { id } = card
  try {
    const { digest } = leftOut.length === 0 ? card : await narrowed(card, leftOut)
    const { proposal, run } = await exchange(
      'POST',
      at`/api/proposals/${id}/approve`,
      { digest },
      decidedSchema,
    )
    if (run !== null) keepRun(run)
    keep(proposal)
  } catch (error) {
    await anew(id, error)
  }
  decided()
}

async function narrowed({ id, rows }: Card, leftOut: number[]): Promise<Card> {
  const path = at`/api/proposals/${id}/narrow`
  const card = keep(await exchange('POST', path, { excluded: leftOut }, cardSchema))
  if (card.rows === rows - leftOut.length) return card
  throw new ProblemError(409, {
    code: 'conflict',
    what: 'Somebody left out other records at the same time.',
    done: 'Nothing was approved.',
    next: 'Look at it again, then decide.',
  })
}

export async function reject(id: string, reason: string): Promise<void> {
  await exchange('POST', at`/api/proposals/${id}/reject`, { reason }, cardSchema).then(
    keep,
    (error: unknown) => anew(id, error),
  )
  decided()
}

/** The proposal that takes its place. */
export async function edit(id: string, args: Record<string, unknown>): Promise<Card> {
  const card = keep(await exchange('POST', at`/api/proposals/${id}/edit`, { arguments: args }, cardSchema))
  await queryClient.invalidateQueries({ queryKey: cardQuery(id).queryKey, exact: true })
  decided()
  return card
}

export async function steer(id: string, wish: 'pause' | 'resume' | 'stop'): Promise<void> {
  keepRun(await exchange('POST', at`/api/runs/${id}/` + wish, {}, runCardSchema))
}

/** Proposes to take the run back. */
export async function proposeUndo(id: string): Promise<void> {
  keep(await exchange('POST', at`/api/runs/${id}/undo`, {}, cardSchema))
  await queryClient.invalidateQueries({ queryKey: runQuery(id).queryKey, exact: true })
  decided()
}
