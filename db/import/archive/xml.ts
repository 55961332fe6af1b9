/** Reads a part of a workbook as XML piece by piece; what no workbook needs and attacks use (DOCTYPE, depth, endless values) is refused. */
import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { ArchiveRefusal, saveAgain } from './archive-refusal.ts'
import { mostDepth, mostValueBytes } from './limits.ts'

export type Attributes = Record<string, string>

/** Names come without their prefix, and as they are written beside. `text` may come in several pieces. */
export type XmlReader = {
  open(name: string, attributes: Attributes, written: string): void
  text?(text: string): void
  close?(name: string, written: string): void
  /** After each piece: the place to write what was read, and to wait for it. */
  rest?(): Promise<void>
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

export async function readXml(chunks: AsyncIterable<Buffer>, part: string, to: XmlReader): Promise<void> {
  const refuse = (what: string) => new ArchiveRefusal(`its part ${part} ${what}`, saveAgain)
  const parser = new SaxesParser({ position: false, xmlns: false as const })
  let depth = 0
  let pending = 0
  parser.on('error', (error) => {
    throw refuse(`is no well-formed XML (${error.message})`)
  })
  parser.on('doctype', () => {
    throw refuse('holds a DOCTYPE, which could name other files or grow without end')
  })
  parser.on('opentag', ({ name, attributes }) => {
    pending = 0
    if (++depth > mostDepth) throw refuse(`nests deeper than ${mostDepth} elements`)
    to.open(localName(name), attributes, name)
  })
  parser.on('closetag', ({ name }) => {
    pending = 0
    depth--
    to.close?.(localName(name), name)
  })
  const text = (piece: string) => {
    pending = 0
    to.text?.(piece)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  let decoder: TextDecoder | undefined
  const write = (piece: string) => {
    pending += piece.length
    parser.write(piece)
    if (pending > mostValueBytes) throw refuse(`holds a value longer than ${mostValueBytes} characters`)
  }
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk)
    write(decode(decoder, chunk, refuse))
    await to.rest?.()
  }
  write(decode(decoder, undefined, refuse))
  parser.close()
  await to.rest?.()
}

/** Parts are UTF-8, or UTF-16 with its mark. */
function decoderFor(first: Buffer): TextDecoder {
  const mark = first.subarray(0, 2).toString('hex')
  const name = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(name, { fatal: true })
}

function decode(
  decoder: TextDecoder | undefined,
  chunk: Buffer | undefined,
  refuse: (what: string) => ArchiveRefusal,
): string {
  try {
    return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? ''
  } catch {
    throw refuse('is neither UTF-8 nor UTF-16') // the only error that a fatal decoder has
  }
}
