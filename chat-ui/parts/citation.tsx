/** One numbered source: its title, the place in it, who spoke, and the words that were used. */
import { memo } from 'react'
import type { StewardData } from '#agent/contract.ts'
import css from './parts.module.css'

export const CitationPart = memo(function CitationPart({ citation }: { citation: StewardData['citation'] }) {
  const place = [citation.speaker, citation.locator].filter((part) => part !== undefined).join(', ')
  return (
    <li className={css.citation}>
      <span className={css.n}>{citation.n}</span>
      <div>
        <span>{citation.title}</span> {place !== '' && <span className={css.kind}>· {place}</span>}
        <blockquote>“{citation.quote}”</blockquote>
      </div>
    </li>
  )
})
