/** Finds the sentences of a turn that a quote took from it: a turn may go on for minutes, and its time is all that a locator tells. */

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** From the first character to the one after the last, sentences that follow each other as one. */
export function quotedIn(text: string, quote: string): [from: number, to: number][] {
  const said = flat(quote)
  const found: [number, number][] = []
  for (const { segment, index } of sentences.segment(text)) {
    const words = flat(segment)
    if (words === '' || !said.includes(words)) continue
    const last = found.at(-1)
    const end = index + segment.trimEnd().length
    if (last && text.slice(last[1], index).trim() === '') last[1] = end
    else found.push([index, end])
  }
  return found
}
