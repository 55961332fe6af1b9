/** What becomes of texts on the page: drawn by the page's own functions, and searched for anything that a reader could follow or a browser would fetch. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReactNode } from 'react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createServer } from 'vite'

const page = join(dirname(fileURLToPath(import.meta.url)), '../../../chat-ui')

type Line = { text: string; speaker: string | null; startS: number | null }
type Lines = (props: { lines: Line[]; cited: null; said: string }) => ReactNode
type Answer = (props: { text: string; isStreaming: boolean }) => ReactNode

export type Renderer = {
  /** Tags of an answer that lead or fetch outside of Steward. */
  ofAnswer: (text: string) => string[]
  /** Any such tag at all, in a message and in a document. */
  ofSource: (text: string) => string[]
  close: () => Promise<void>
}

const live =
  /<(?:a|area|audio|base|embed|form|iframe|image|img|input|link|meta|object|script|source|style|svg|video)\b[^>]*>/gi
const inside = /^<a href="\/(?:c\/[0-9A-Za-z-]{1,64})?">$/

export const liveTags = (html: string): string[] => html.match(live) ?? []
export const foreignTags = (html: string): string[] => liveTags(html).filter((tag) => !inside.test(tag))

/** The page's files as they are, compiled as its build compiles them. */
export async function openRenderer(): Promise<Renderer> {
  const vite = await createServer({
    ...{ root: page, configFile: join(page, 'vite.config.ts'), appType: 'custom', logLevel: 'silent' },
    server: { middlewareMode: true, ws: false, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  const { default: Markdown } = (await vite.ssrLoadModule('/markdown/markdown.tsx')) as { default: Answer }
  const { Turns } = (await vite.ssrLoadModule('/sources/turns.tsx')) as { Turns: Lines }
  const { Paragraphs } = (await vite.ssrLoadModule('/sources/paragraphs.tsx')) as { Paragraphs: Lines }
  return {
    ofAnswer: (text) =>
      foreignTags(renderToStaticMarkup(createElement(Markdown, { text, isStreaming: false }))),
    ofSource: (text) =>
      [Turns, Paragraphs].flatMap((Drawn) => {
        const lines = text.split(/\n\s*\n/).map((one) => ({ text: one, speaker: 'Dana', startS: null }))
        return liveTags(renderToStaticMarkup(createElement(Drawn, { lines, cited: null, said: text })))
      }),
    close: () => vite.close(),
  }
}
