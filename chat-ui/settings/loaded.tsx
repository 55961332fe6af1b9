/** What a resource looks like before it is there, when it can't be had, and when it may not be seen. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorPart } from '../parts/error.tsx'
import { explain, ProblemError } from '../problem.ts'
import { administratorsQuery } from './api.ts'

type Props<T> = {
  query: { data: T | undefined; isError: boolean; error: Error | null; refetch: () => unknown }
  what: string
  children: (data: T) => ReactNode
}

export function Loaded<T>({ query, what, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    if (query.error instanceof ProblemError && query.error.status === 403)
      return <Refusal error={query.error} />
    return (
      <ErrorPart
        problem={explain(query.error)}
        action={{ label: 'Try again', run: () => void query.refetch() }}
      />
    )
  }
  return (
    <div role="status" aria-label={`Loading ${what}`}>
      {[88, 72, 80, 64].map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} my={20} />
      ))}
    </div>
  )
}

/** Whom to ask, by name where colleagues may be seen. */
function useAdministrators(): string {
  const administrators = useQuery(administratorsQuery)
  const names = administrators.data ?? []
  return names.length === 0 ? '' : ` Here that is ${names.join(', ')}.`
}

/** The server knows why: a permission that is missing, or something that the demo does not have. */
function Refusal({ error }: { error: ProblemError }) {
  const administrators = useAdministrators()
  const { what, done, next } = explain(error)
  return (
    <ErrorPart
      problem={{ what, done, next: next.includes('administrator') ? next + administrators : next }}
    />
  )
}

/** A page that nobody has to ask the server about: the session tells that it is not for this person. */
export function Forbidden({ what, needs }: { what: string; needs: string }) {
  const administrators = useAdministrators()
  return (
    <ErrorPart
      problem={{
        what: `You may not see ${what}.`,
        done: `It takes the permission “${needs}”.`,
        next: `Ask an administrator.${administrators}`,
      }}
    />
  )
}
