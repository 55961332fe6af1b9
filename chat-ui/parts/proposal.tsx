/** A proposal of a turn: says what it would do at once, and loads the card that it is decided on. */
import { lazy, memo, Suspense } from 'react'
import type { ProposalPart as Proposal } from '#agent/contract.ts'
import css from './parts.module.css'

const ProposalCard = lazy(() =>
  import('../effects/card.tsx').then((file) => ({ default: file.ProposalCard })),
)

export const ProposalPart = memo(function ProposalPart({ proposal }: { proposal: Proposal }) {
  return (
    <Suspense fallback={<p className={css.title}>{proposal.summary}</p>}>
      <ProposalCard id={proposal.id} />
    </Suspense>
  )
})
