/** The passages of one page, each under the title of its source, which leads to it; above them how many there are, below them the other pages. */
import { Fragment } from 'react'
import type { Hit, Passages } from '#server/contract-sources.ts'
import { Link } from '../link.tsx'
import { sourcePath, stayAt } from '../route.ts'
import { addressOf, type Wanted } from './address.ts'
import { KindMark } from './kind-mark.tsx'
import { Marked } from './marked.tsx'
import css from './search.module.css'
import { count, dayOf, kindNames, placeOf } from './words.ts'

type Props = { wanted: Wanted; found: Passages; isStale: boolean }

export function Results({ wanted, found, isStale }: Props) {
  const { hits, total, isAll } = found
  const isNewest = wanted.order === 'newest'
  if (total === 0) return <Nothing wanted={wanted} />
  return (
    <div data-stale={isStale || undefined} className={css.results}>
      <div className={css.above}>
        <p role="status">
          {isAll
            ? count(total, 'passage')
            : `The best ${count(total, 'passage')} of many: narrow them to see all`}
        </p>
        <nav aria-label="Order" className={css.order}>
          {[
            { label: 'Best first', order: '' },
            { label: 'Newest first', order: 'newest' },
          ].map(({ label, order }) => (
            <Link
              key={label}
              to={addressOf(wanted, { order })}
              data-current={isNewest === (order === 'newest') || undefined}
            >
              {label}
            </Link>
          ))}
        </nav>
      </div>
      <ol className={css.hits}>
        {hits.map((hit, index) => (
          <li key={index}>
            <HitView hit={hit} id={`hit-${index}`} />
          </li>
        ))}
      </ol>
      <Pages wanted={wanted} pages={found.pages} />
    </div>
  )
}

function HitView({ hit, id }: { hit: Hit; id: string }) {
  const { kind, source, title, at, account, speaker, locator, text, marks } = hit
  const facts = [account?.name, kindNames[kind], speaker, placeOf(locator)].filter((fact) => fact)
  return (
    <article className={css.hit}>
      <div className={css.hitHead}>
        <KindMark kind={kind} />
        <h3>
          <Link id={id} to={sourcePath(source, locator)} said={text} onClickCapture={() => stayAt(id)}>
            {title === '' ? source : title}
          </Link>
        </h3>
        {at !== null && <time dateTime={at}>{dayOf(at)}</time>}
      </div>
      <p className={css.facts}>
        {facts.map((fact, index) => (
          <Fragment key={index}>
            {index > 0 && ' · '}
            <bdi>{fact}</bdi>
          </Fragment>
        ))}
      </p>
      <blockquote dir="auto">
        <Marked text={text} marks={marks} />
      </blockquote>
    </article>
  )
}

function Pages({ wanted, pages }: { wanted: Wanted; pages: number }) {
  const page = Number(wanted.page || 1)
  if (pages < 2) return null
  const to = (number: number) => addressOf(wanted, { page: number === 1 ? '' : String(number) })
  return (
    <nav className={css.pages} aria-label="Pages of results">
      {page > 1 && <Link to={to(page - 1)}>Previous</Link>}
      <span>
        Page {page.toLocaleString()} of {pages.toLocaleString()}
      </span>
      {page < pages && <Link to={to(page + 1)}>Next</Link>}
    </nav>
  )
}

function Nothing({ wanted }: { wanted: Wanted }) {
  const { account, kind, speaker, from, to } = wanted
  const isNarrowed = [account, kind, speaker, from, to].some((value) => value !== '')
  return (
    <div role="status" className={css.nothing}>
      <p>Nothing that you may read holds any of these words{isNarrowed && ' within these filters'}.</p>
      {isNarrowed && (
        <Link to={addressOf(wanted, { account: '', kind: '', speaker: '', from: '', to: '' })}>
          Search without the filters
        </Link>
      )}
    </div>
  )
}
