/** A health grade as shape and word; the colour only repeats what the shape says. */
import type { Grade } from '../cells/health.ts'
import css from './table.module.css'

const shapes: Record<Grade, string> = {
  good: 'M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0Z',
  fair: 'M5 .5 10 9.5H0Z',
  poor: 'M.5.5h9v9h-9Z',
}

export function GradeMark({ grade, word }: { grade: Grade; word: string }) {
  return (
    <span className={css.grade} data-grade={grade}>
      <svg viewBox="0 0 10 10" aria-hidden>
        <path d={shapes[grade]} />
      </svg>
      {word}
    </span>
  )
}
