/** "How I read this": the query in plain words, one click under what it gave, where it does not stand above the answer. */
import { IconChevronRight } from '@tabler/icons-react'
import { use } from 'react'
import css from './parts.module.css'
import { ReadAbove, ReadAs } from './read-as.tsx'

export function Reading({ reading }: { reading: string }) {
  const above = use(ReadAbove)
  if (reading === '' || reading === above) return null
  return (
    <details className={css.reading}>
      <summary>
        <IconChevronRight className={css.chevron} aria-hidden />
        How I read this
      </summary>
      <ReadAs reading={reading} />
    </details>
  )
}
