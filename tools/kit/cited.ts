/** Writes sentences that each name the passage they were taken from, and collects the passages as citations, numbered as they come. */
import { v7 as uuid } from 'uuid'
import type { Block } from '#agent/contract.ts'
import type { FoundThere } from '#rag/findings/read.ts'
import { locatorOf } from '#rag/search.ts'
import { asWords } from './as-words.ts'

export type Place = Pick<FoundThere, 'kind' | 'source' | 'title' | 'n' | 'startS' | 'endS' | 'speaker'> & {
  sentence: string
}

type Citation = Extract<Block, { kind: 'citation' }>
/** `at` answers with the number by which the text names the place: `[3]`. */
export type Citations = { blocks: Citation[]; at: (place: Place) => string }

export function citations(): Citations {
  const blocks: Citation[] = []
  const at = ({ sentence, speaker, source, title, ...place }: Place): string => {
    const known = blocks.find((block) => block.source === source && block.quote === sentence)
    if (known) return `[${known.n}]`
    const locator = locatorOf({ kind: place.kind, place: null }, [place])
    const n = blocks.length + 1
    blocks.push({
      ...{ kind: 'citation', id: uuid(), n, source, title: title || source, quote: sentence },
      ...(locator !== '' && { locator }),
      ...(speaker !== null && { speaker }),
    })
    return `[${n}]`
  }
  return { blocks, at }
}

/** Longer lists are cut, and the rest is counted. */
const most = 5

/** `**Objections.**` with a line each; nothing where there is none. */
export function section<T>(
  title: string,
  items: readonly T[],
  line: (item: T) => string,
  limit = most,
): string[] {
  if (items.length === 0) return []
  const more = items.length > limit ? [`- and ${items.length - limit} more`] : []
  return [`**${title}.**\n${[...items.slice(0, limit).map((item) => `- ${line(item)}`), ...more].join('\n')}`]
}

/** Text of others as part of a sentence of ours: on one line, and nothing in it that could be read as a mark. */
export const quoted = (text: string): string => `“${asWords(text)}”`
