/** Answer text as Markdown; until the parser has arrived, the same words as plain paragraphs. */
import { lazy, memo, Suspense } from 'react'
import css from './text.module.css'

const loadMarkdown = () => import('../markdown/markdown.tsx')
const Markdown = lazy(loadMarkdown)
/** Called once the page stands, so that the first answer does not wait for it. */
export const preloadMarkdown = loadMarkdown

export const TextPart = memo(function TextPart({
  text,
  isStreaming,
}: {
  text: string
  isStreaming: boolean
}) {
  return (
    <div className={css.text}>
      <Suspense fallback={<p className={css.plain}>{text}</p>}>
        <Markdown text={text} isStreaming={isStreaming} />
      </Suspense>
    </div>
  )
})
