/** What leads about in one source: to the cited passage, to its headings, by who speaks how much, and to the rest of the account. */
import { UnstyledButton } from '@mantine/core'
import { IconQuote, IconSearch } from '@tabler/icons-react'
import type { Source } from '#server/contract-sources.ts'
import { Link } from '../link.tsx'
import { addressOf, wantedOf } from './address.ts'
import { showCited } from './show.ts'
import css from './side.module.css'

type Props = { source: Source; followed: () => void }

export function Outline({ source, followed }: Props) {
  const { account, cited, lines } = source
  return (
    <nav className={css.facets} aria-label="In this source">
      <section aria-label="Go to">
        {cited !== null && (
          <UnstyledButton
            className={css.go}
            onClick={() => {
              followed()
              // After a closing drawer has given focus back.
              setTimeout(showCited, 0)
            }}
          >
            <IconQuote size={16} stroke={1.6} aria-hidden /> Cited passage
          </UnstyledButton>
        )}
        {account !== null && (
          <Link className={css.go} to={addressOf(wantedOf(''), { account: account.id })}>
            <IconSearch size={16} stroke={1.6} aria-hidden />
            <span>
              Search <bdi>{account.name}</bdi>
            </span>
          </Link>
        )}
      </section>
      <Speakers lines={lines} />
      <Headings source={source} followed={followed} />
    </nav>
  )
}

const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0

function Speakers({ lines }: Pick<Source, 'lines'>) {
  const spoken = new Map<string, number>()
  for (const { speaker, text } of lines)
    if (speaker !== null) spoken.set(speaker, (spoken.get(speaker) ?? 0) + wordsIn(text))
  const all = [...spoken.values()].reduce((sum, words) => sum + words, 0) || 1
  if (spoken.size === 0) return null
  return (
    <section aria-label="Speakers">
      <h2>{lines.length === 1 ? 'From' : 'Speakers'}</h2>
      <ul className={css.speakers}>
        {[...spoken]
          .sort((a, b) => b[1] - a[1])
          .map(([name, words]) => (
            <li key={name}>
              <bdi>{name}</bdi>
              {spoken.size > 1 && <span className={css.number}>{Math.round((100 * words) / all)}%</span>}
            </li>
          ))}
      </ul>
    </section>
  )
}

function Headings({ source: { kind, lines }, followed }: Props) {
  const headings = lines.flatMap(({ text }, at) => {
    const [, marks, words] = /^(#{1,3})\s+(.+)/.exec(text) ?? []
    return marks !== undefined && words !== undefined ? [{ at, depth: marks.length, words }] : []
  })
  if ((kind !== 'document' && kind !== 'playbook') || headings.length < 2) return null
  return (
    <section aria-label="Contents">
      <h2>Contents</h2>
      <ul>
        {headings.map(({ at, depth, words }) => (
          <li key={at}>
            <UnstyledButton
              className={css.go}
              data-depth={depth}
              onClick={() => {
                followed()
                setTimeout(() => document.querySelectorAll('[data-line]')[at]?.scrollIntoView(), 0)
              }}
            >
              <bdi>{words}</bdi>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
