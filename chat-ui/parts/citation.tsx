/** One numbered source: its title, which leads to its place in it, who spoke, and the words that were used. */
import { memo } from 'react'
import type { StewardData } from '#agent/contract.ts'
import { Link } from '../link.tsx'
import { sourcePath, stayAt } from '../route.ts'
import css from './parts.module.css'

export const CitationPart = memo(function CitationPart({ citation }: { citation: StewardData['citation'] }) {
  const place = [citation.speaker, citation.locator].filter((part) => part !== undefined).join(', ')
  const id = `cited-${citation.id}`
  return (
    <li className={css.citation}>
      <span className={css.n}>{citation.n}</span>
      <div>
        <Link
          id={id}
          to={sourcePath(citation.source, citation.locator)}
          said={citation.quote}
          onClickCapture={() => stayAt(id)}
        >
          {citation.title}
        </Link>{' '}
        {place !== '' && <span className={css.kind}>· {place}</span>}
        <blockquote>“{citation.quote}”</blockquote>
      </div>
    </li>
  )
})
