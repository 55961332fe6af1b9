/** A document or playbook paragraph by paragraph, its Markdown drawn without links, images or HTML; the cited paragraphs are marked. */
import { memo } from 'react'
import markdown from '../markdown/markdown.module.css'
import { drawNode } from '../markdown/nodes.tsx'
import { parseMarkdown } from '../markdown/parse.ts'
import { inert } from './inert.ts'
import css from './source.module.css'
import { citedId } from './show.ts'
import { isCited, type LinesProps } from './turns.tsx'

export const Paragraphs = memo(function Paragraphs({ lines, cited }: Omit<LinesProps, 'said'>) {
  return (
    <div className={markdown.prose}>
      {lines.map(({ text }, at) => (
        <div
          key={at}
          className={css.paragraph}
          data-cited={isCited(cited, at) ? (cited?.from === at ? 'first' : 'on') : undefined}
          data-line
          id={cited?.from === at ? citedId : undefined}
          tabIndex={cited?.from === at ? -1 : undefined}
          dir="auto"
        >
          {cited?.from === at && <span className={css.citedTag}>Cited</span>}
          {drawNode(inert(parseMarkdown(text)))}
        </div>
      ))}
    </div>
  )
})
