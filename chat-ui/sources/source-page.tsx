/** One source whole, at its own address: who said or wrote it and when, with the cited passage marked and in sight. */
import { UnstyledButton } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Session } from '#server/contract.ts'
import type { Source } from '#server/contract-sources.ts'
import { Frame } from '../frame.tsx'
import { sourcesPath } from '../header/pages.ts'
import { go, kept } from '../route.ts'
import { Loaded } from '../settings/loaded.tsx'
import { asMoment } from '../settings/days.ts'
import { sourceQuery } from './api.ts'
import { KindMark } from './kind-mark.tsx'
import { Outline } from './outline.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { showCited } from './show.ts'
import css from './sources.module.css'
import sourceCss from './source.module.css'
import { Turns } from './turns.tsx'
import { dayOf, kindNames } from './words.ts'

export function SourcePage({ session, search }: { session: Session; search: string }) {
  const given = new URLSearchParams(search)
  const [id, at] = [given.get('id') ?? '', given.get('at') ?? '']
  const source = useQuery(sourceQuery(id, at))
  useEffect(() => {
    document.title = `${source.data?.title || 'Source'} – Steward`
  }, [source.data?.title])
  return (
    <Frame
      session={session}
      side="In this source"
      sidebar={(close) =>
        source.data === undefined ? null : <Outline source={source.data} followed={close} />
      }
      main="Source"
      skip={{ label: 'Skip to the cited passage', to: showCited }}
    >
      <div className={css.scroller}>
        <div className={css.column}>
          <Back />
          <Loaded query={source} what="the source">
            {(data) => <Whole key={`${id} ${at}`} source={data} />}
          </Loaded>
        </div>
      </div>
    </Frame>
  )
}

/** Whoever came from a page of Steward goes back to where they were in it. */
function Back() {
  const { from } = kept()
  const label = from === undefined || from === sourcesPath ? 'All sources' : 'Back'
  return (
    <UnstyledButton
      className={sourceCss.back}
      onClick={() => {
        if (from === undefined) go(sourcesPath)
        else history.back()
      }}
    >
      <IconArrowLeft size={16} stroke={1.6} aria-hidden />{' '}
      {from === sourcesPath ? 'Back to the results' : label}
    </UnstyledButton>
  )
}

function Whole({ source }: { source: Source }) {
  const { kind, title, at, account, lines, cited } = source
  const [said] = useState(() => kept().said ?? '')
  const shown = useRef(false)
  useLayoutEffect(() => {
    if (shown.current) return
    shown.current = true
    if (cited !== null && (lines.length > 1 || said !== '')) showCited()
  }, [cited, lines, said])
  // Whole days stand at midnight: that is no time of day.
  const moment = at !== null && (/[T ]00:00:00/.test(at) ? dayOf(at) : asMoment(at))
  const Lines = kind === 'document' || kind === 'playbook' ? Paragraphs : Turns
  return (
    <article>
      <h2 className={css.title}>
        <bdi>{title === '' ? source.source : title}</bdi>
      </h2>
      <p className={sourceCss.sourceFacts}>
        <KindMark kind={kind} />
        <span>{kindNames[kind]}</span>
        {account !== null && <bdi>{account.name}</bdi>}
        {moment !== false && at !== null && <time dateTime={at}>{moment}</time>}
        <bdi className={sourceCss.file}>{source.source}</bdi>
      </p>
      <Lines lines={lines} cited={cited} said={said} />
    </article>
  )
}
