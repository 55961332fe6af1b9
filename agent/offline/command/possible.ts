/** The ways to say a tool's command that could lie in some words at all: found by a telling word, before anything is matched. */
import type { NamedTool } from '#tools/kit/define-tool.ts'
import { parseFrame, type Part } from '../frame-syntax.ts'
import { variantsOf, type Variant } from './variants.ts'

/** The variants of a tool in their order; each is found by a word that it cannot do without, or always where it has none. */
type Index = { variants: Variant[]; byWord: Map<string, number[]>; always: number[] }

const known = new WeakMap<NamedTool, Index>()

function indexOf(tool: NamedTool): Index {
  const found = known.get(tool)
  if (found) return found
  const variants = (tool.phrases?.frames ?? []).flatMap((frame) => variantsOf(parseFrame(frame)))
  const byWord = new Map<string, number[]>()
  const always: number[] = []
  variants.forEach((variant, at) => {
    const telling = tellingWords(variant)
    for (const word of telling) byWord.set(word, [...(byWord.get(word) ?? []), at])
    if (telling.size === 0) always.push(at)
  })
  const index = { variants, byWord, always }
  known.set(tool, index)
  return index
}

/** One word of each option of the part whose words are the longest: few requests hold one by chance. */
function tellingWords({ parts }: Variant): Set<string> {
  let best: string[] = []
  for (const part of parts) {
    if (part.part !== 'words') continue
    const longest = part.options.map((words) => words.reduce((a, b) => (b.length > a.length ? b : a), ''))
    if (shortest(longest) > shortest(best)) best = longest
  }
  return new Set(best)
}

const shortest = (words: readonly string[]): number =>
  words.length === 0 ? 0 : Math.min(...words.map(({ length }) => length))

/** Each word that a part insists on is there. */
const isIn = (part: Part, words: ReadonlySet<string>): boolean =>
  part.part !== 'words' || part.options.some((option) => option.every((word) => words.has(word)))

/** Each word that the variant insists on is there. */
export const isPossible = ({ parts }: Variant, words: ReadonlySet<string>): boolean =>
  parts.every((part) => isIn(part, words))

/** In the order in which the tool's frames are declared. */
export function possibleIn(tool: NamedTool, words: ReadonlySet<string>): Variant[] {
  const { variants, byWord, always } = indexOf(tool)
  const places = new Set(always)
  for (const word of words) for (const at of byWord.get(word) ?? []) places.add(at)
  if (places.size === 0) return []
  return [...places]
    .sort((a, b) => a - b)
    .flatMap((at) => variants[at] ?? [])
    .filter((variant) => isPossible(variant, words))
}
