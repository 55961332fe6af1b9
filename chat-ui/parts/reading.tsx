/** "How I read this": the query in plain words, one click under what it gave. */
import { IconChevronRight } from '@tabler/icons-react'
import css from './parts.module.css'

export function Reading({ reading }: { reading: string }) {
  if (reading === '') return null
  return (
    <details className={css.reading}>
      <summary>
        <IconChevronRight className={css.chevron} aria-hidden />
        How I read this
      </summary>
      <p>{reading}</p>
    </details>
  )
}
