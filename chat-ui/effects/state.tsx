/** Where a proposal stands, in one sentence that screen readers hear when it changes, and the facts of an open one. */
import { humanise } from '../cells/format.ts'
import type { Card } from '#server/contract-effects.ts'
import { asMoment } from '../settings/days.ts'
import { When } from '../settings/when.tsx'
import css from './effects.module.css'

const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`

function sentenceOf(card: Card): string {
  const { state, approvedBy, approvalsNeeded, decidedBy, reason, held, mayDecide, approvers } = card
  if (state === 'rejected') return `Rejected by ${decidedBy ?? 'somebody'}. Nothing was changed.`
  if (state === 'expired') return `Expired ${asMoment(card.expiresAt)}. Nothing was changed.`
  if (state === 'superseded') {
    if (card.supersededBy !== null) return 'Replaced by the proposal below. Nothing of this one was changed.'
    return `Nothing of it is left to do. ${reason ?? ''}`.trim()
  }
  if (state === 'approved')
    return `Approved by ${approvedBy.join(' and ') || (decidedBy ?? 'a standing approval')}.`
  if (held !== null) return `On hold: ${held}. Nothing can be approved meanwhile.`
  const others = approvalsNeeded - approvedBy.length
  const so =
    approvedBy.length > 0
      ? `Approved by ${approvedBy.join(' and ')}; ${plural(others, 'more person', 'more people')} to go. `
      : ''
  return `${so}${mayDecide ? 'Waits for your yes. Nothing was changed yet.' : `Waits. ${approvers}`}`
}

export function StateLine({ card }: { card: Card }) {
  return (
    <>
      <p className={css.state} role="status">
        {sentenceOf(card)}
      </p>
      {card.state === 'rejected' && card.reason !== null && <p className={css.reason}>“{card.reason}”</p>}
    </>
  )
}

export function Facts({ card }: { card: Card }) {
  const { isMine, mayDecide, requester, rows, count, object, expiresAt, approvers, effectKind } = card
  return (
    <p className={css.facts}>
      <span>
        {plural(rows, 'record', 'records')} ({humanise(object).toLowerCase()})
        {count > rows && `, ${plural(count, 'change', 'changes')}`}
      </span>
      {!isMine && <span>Asked for by {requester}</span>}
      <span>
        Open until <time dateTime={expiresAt}>{asMoment(expiresAt)}</time> (<When at={expiresAt} />)
      </span>
      {mayDecide && approvers !== '' && <span>{approvers}</span>}
      {effectKind === 'E3' && <span>A large change or a deletion: look twice</span>}
    </p>
  )
}
