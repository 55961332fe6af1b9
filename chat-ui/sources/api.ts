/** What the pages of sources ask of Steward. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { passagesSchema, sourceSchema } from '#server/contract-sources.ts'
import { read, search } from '../http.ts'
import { queryOf, type Wanted } from './address.ts'

/** Left out, it is not asked: there is nothing to search for yet. */
export const passagesQuery = (wanted: Wanted) =>
  queryOptions({
    queryKey: ['passages', wanted],
    queryFn: ({ signal }) => read(`/api/passages?${queryOf(wanted)}`, passagesSchema, signal),
    enabled: wanted.q.trim() !== '',
    // The last results stay until the next ones are there: nothing jumps while filters are tried.
    placeholderData: keepPreviousData,
  })

export const sourceQuery = (id: string, at: string) =>
  queryOptions({
    queryKey: ['source', id, at],
    queryFn: ({ signal }) => read(`/api/source${search({ id, at })}`, sourceSchema, signal),
  })
