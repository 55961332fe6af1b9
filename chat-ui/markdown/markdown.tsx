/** Shows an answer's Markdown while it streams: closed blocks are drawn once, only the open one is drawn again. */
import type { List } from 'mdast'
import { memo, useMemo, useState } from 'react'
import { cutBlocks, emptyCut, groupRuns, settle } from './blocks.ts'
import { drawAll, drawNode } from './nodes.tsx'
import { parseMarkdown } from './parse.ts'
import css from './markdown.module.css'

const Block = memo(function Block({ source }: { source: string }) {
  return <>{drawNode(parseMarkdown(source))}</>
})

/** One item's source is a list of one; its item is drawn inside the list that the run shares. */
const Item = memo(function Item({ source }: { source: string }) {
  const { children } = parseMarkdown(source)
  const list =
    children.length === 1 && children[0]?.type === 'list' ? (children[0] satisfies List) : undefined
  if (list === undefined) return <li>{drawAll(children)}</li>
  return <>{drawAll(list.children)}</>
})

/** Remembers the last cut, so that text which only grew is not cut again from its start. */
function makeCutter() {
  let cut = emptyCut
  return (text: string) => (cut = cutBlocks(text, cut))
}

export default function Markdown({ text, isStreaming }: { text: string; isStreaming: boolean }) {
  const [cutter] = useState(makeCutter)
  const { closed, openAt } = cutter(text)
  const open = text.slice(openAt)
  const shown = isStreaming ? settle(open) : open
  const runs = useMemo(() => groupRuns(shown === '' ? closed : [...closed, shown]), [closed, shown])
  return (
    <div className={css.prose}>
      {runs.map((run, index) => {
        if (run.kind === 'block') return <Block key={index} source={run.source} />
        const items = run.items.map((source, at) => <Item key={at} source={source} />)
        return run.isOrdered ? (
          <ol key={index} start={run.start}>
            {items}
          </ol>
        ) : (
          <ul key={index}>{items}</ul>
        )
      })}
    </div>
  )
}
