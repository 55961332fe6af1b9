/** Joins turns, paragraphs and mails to passages of about 120 words: never across a heading, a page or a message, and never within a sentence. */

/** One turn, paragraph or mail. */
export type Piece = {
  n: number
  text: string
  speaker?: string | null | undefined
  startS?: number | null | undefined
  endS?: number | null | undefined
  /** Heading, page or message: a passage lies in one. */
  place?: string | null | undefined
}

export type Chunk = {
  fromN: number
  toN: number
  text: string
  /** Who says it, and how many words each. */
  speakers: string[]
  spoken: number[]
  startS: number | null
  endS: number | null
  place: string | null
  words: number
}

/** A passage is full with so many words. */
const full = 120
/** What remains of a place joins the passage before it when it has fewer. */
const tail = 40
/** Fewer words than these are a heading: it goes with what stands under it. */
const headingWords = 12
/** A longer piece is split between its sentences. */
const long = 180

export const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The piece as it is, or as several of whole sentences, each of a passage's length. */
function partsOf(piece: Piece): Piece[] {
  if (wordsIn(piece.text) <= long) return [piece]
  const parts: Piece[] = []
  let text = ''
  for (const { segment } of sentences.segment(piece.text)) {
    text += segment
    if (wordsIn(text) < full) continue
    parts.push({ ...piece, text: text.trim() })
    text = ''
  }
  const last = parts.at(-1)
  if (last && wordsIn(text) < tail) last.text = `${last.text} ${text.trim()}`.trim()
  else parts.push({ ...piece, text: text.trim() })
  return parts
}

export function chunksOf(pieces: readonly Piece[]): Chunk[] {
  const groups: Piece[][] = []
  let open: Piece[] = []
  let words = 0
  const close = () => {
    const before = groups.at(-1)
    const isTail = words < tail && before?.at(-1)?.place === open[0]?.place
    if (open.length > 0 && before && isTail) before.push(...open)
    else if (open.length > 0) groups.push(open)
    open = []
    words = 0
  }
  for (const part of pieces.flatMap(partsOf)) {
    if (words >= headingWords && open.at(-1)?.place !== part.place) close()
    open.push(part)
    words += wordsIn(part.text)
    if (words >= full) close()
  }
  close()
  return groups.filter((group) => group.some(({ text }) => text.trim() !== '')).map(chunkOf)
}

function chunkOf(group: Piece[]): Chunk {
  const spoken = new Map<string, number>()
  for (const { speaker, text } of group)
    if (speaker) spoken.set(speaker, (spoken.get(speaker) ?? 0) + wordsIn(text))
  const [first, last] = [group[0], group.at(-1)]
  if (!first || !last) throw new Error('a passage has at least one piece')
  return {
    fromN: first.n,
    toN: last.n,
    text: group.map(({ text }) => text.trim().replace(/\s*\n\s*/g, ' ')).join('\n'),
    speakers: [...spoken.keys()],
    spoken: [...spoken.values()],
    startS: first.startS ?? null,
    endS: last.endS ?? last.startS ?? null,
    place: last.place ?? null,
    words: group.reduce((sum, { text }) => sum + wordsIn(text), 0),
  }
}
