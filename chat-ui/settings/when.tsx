/** A moment by how long ago it is, with the exact time on demand. */
import { asMoment, fromNow } from './days.ts'

export function When({ at, never = 'never' }: { at: string | null; never?: string }) {
  if (at === null) return never
  return (
    <time dateTime={at} title={asMoment(at)}>
      {fromNow(at, new Date())}
    </time>
  )
}
