/** What a link of a mail or of the service's output opens; a spent or wrong link is told apart from a lost connection. */
import { Button, Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorPart } from '../parts/error.tsx'
import { explain, ProblemError } from '../problem.ts'
import { go } from '../route.ts'
import { EntranceLayout } from './layout.tsx'

type ByLinkProps<T> = { title: string; query: UseQueryResult<T>; children: (data: T) => ReactNode }

/** What a link opens, once the server knows the link. */
export function ByLink<T>({ title, query, children }: ByLinkProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (!query.isError) {
    return (
      <EntranceLayout title={title}>
        <div role="status" aria-label="Loading">
          <Skeleton height={14} mb={20} />
          <Skeleton height={40} mb={16} />
          <Skeleton height={40} />
        </div>
      </EntranceLayout>
    )
  }
  const isRefused = query.error instanceof ProblemError
  return (
    <EntranceLayout title={title}>
      <div role="alert">
        <ErrorPart
          problem={explain(query.error)}
          action={isRefused ? undefined : { label: 'Try again', run: () => void query.refetch() }}
        />
      </div>
      {isRefused && <ToStart />}
    </EntranceLayout>
  )
}

export function ToStart({ label = 'Go to sign-in' }: { label?: string }) {
  return (
    <Button variant="default" size="md" fz={14} onClick={() => go('/')}>
      {label}
    </Button>
  )
}
