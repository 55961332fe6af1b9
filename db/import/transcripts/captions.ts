/** Reads WebVTT and SubRip captions as turns: voice tags and "Name: text" become speakers. Throws a FileFault with the line. */
import { FileFault, shown } from '../refusal.ts'
import { nameSpeakers, plainText, secondsOf, splitName, type Turn } from './turn.ts'

const arrow = '-->'
const skippedBlocks = /^(?:NOTE|STYLE|REGION)(?:\s|$)/

export function readCaptions(lines: string[]): Turn[] {
  const turns: Turn[] = []
  const cues = blocksOf(lines).flatMap(cueOf)
  const isNamed = beginWithNames(cues)
  for (const { startS, endS, body } of cues) {
    const said = isNamed && body.length > 1 ? [{ speaker: body[0]?.trim() ?? null, text: plainText(body.slice(1).join('\n')) }] : voices(body) // prettier-ignore
    for (const { speaker, text } of said) if (text) turns.push({ speaker, startS, endS, text })
  }
  if (turns.length === 0) {
    throw new FileFault(
      1,
      null,
      'no caption was found: expected a line such as 00:00:04.000 --> 00:00:08.500 with text below it',
    )
  }
  return nameSpeakers(turns)
}

type Block = { first: number; lines: string[] }
type Cue = { startS: number; endS: number; body: string[] }

function cueOf({ first, lines }: Block): Cue[] {
  const at = lines.findIndex((line) => line.includes(arrow))
  return at < 0 ? [] : [{ ...timesOf(lines[at] ?? '', first + at), body: lines.slice(at + 1) }]
}

/** Teams' Word transcripts have the name on the line under the times: the same few names over most of what is said. */
function beginWithNames(cues: Cue[]): boolean {
  const heads = cues.filter(({ body }) => body.length > 1).map(({ body }) => body[0]?.trim() ?? '')
  const names = heads.filter((head) => !/[.,!?:;<>]$/.test(head) && splitName(`${head}: `) !== null)
  return heads.length > 1 && names.length >= cues.length * 0.8 && new Set(names).size * 2 <= names.length
}

/** Runs of lines between empty ones; comments and styles are left out. */
function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  lines.forEach((line, i) => {
    if (line.trim() === '') open = null
    else if (open) open.lines.push(line)
    else blocks.push((open = { first: i + 1, lines: [line] }))
  })
  return blocks.filter((block) => !skippedBlocks.test(block.lines[0] ?? ''))
}

function timesOf(line: string, number: number): { startS: number; endS: number } {
  const [from = '', rest = ''] = line.split(arrow)
  // Settings of a cue stand after its end: `00:08.500 align:start`.
  const to = rest.trim().split(/\s/)[0] ?? ''
  const [startS, endS] = [secondsOf(from), secondsOf(to)]
  if (startS !== null && endS !== null) return { startS, endS }
  const wrong = startS === null ? from.trim() : to
  throw new FileFault(
    number,
    null,
    `${shown(wrong)} is not a time: expected hours:minutes:seconds, such as 00:01:04.500`,
  )
}

/** The parts of a cue by voice: `<v Ana Díaz>We start.</v><v.loud Bo>Yes!` are two. */
function voices(lines: string[]): { speaker: string | null; text: string }[] {
  const text = lines.join('\n')
  const parts = text.split(/<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>/)
  const found = [{ speaker: null as string | null, text: plainText(parts[0] ?? '') }]
  for (let i = 1; i < parts.length; i += 2) {
    found.push({ speaker: plainText(parts[i] ?? '') || null, text: plainText(parts[i + 1] ?? '') })
  }
  return found
}
