/** One figure, large and quiet, with its label and how it was read. */
import { memo } from 'react'
import type { FigureBlock } from '#agent/contract.ts'
import { formatCell } from '../cells/format.ts'
import { Reading } from './reading.tsx'
import css from './parts.module.css'

export const FigurePart = memo(function FigurePart({ figure }: { figure: FigureBlock }) {
  return (
    <figure className={css.figure}>
      <figcaption className={css.figureLabel}>{figure.label}</figcaption>
      <div className={css.figureValue}>{formatCell(figure.value, figure, {}, undefined, 'long')}</div>
      <Reading reading={figure.reading} />
    </figure>
  )
})
