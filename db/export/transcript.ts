/** Writes a call's turns in the format that its file's name says, so that the importer reads the same turns again. */
import type { Turn } from '../import/transcripts/turn.ts'

const entity = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** 3723.5 → 01:02:03.500000, without zeros behind the milliseconds. */
function clock(seconds: number, point: '.' | ','): string {
  const micros = Math.round((seconds % 1) * 1_000_000)
  const whole = Math.floor(seconds) + (micros === 1_000_000 ? 1 : 0)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  const fraction = String(micros % 1_000_000)
    .padStart(6, '0')
    .replace(/0{1,3}$/, '')
  return `${two(h)}:${two(m)}:${two(s)}${point}${fraction}`
}

function captions(turns: Turn[], point: '.' | ','): string {
  const cues = turns.map(({ speaker, startS, endS, text }, i) => {
    const voice = speaker === null ? '' : `<v ${entity(speaker)}>`
    const times = `${clock(startS ?? 0, point)} --> ${clock(endS ?? startS ?? 0, point)}`
    return `${i + 1}\n${times}\n${voice}${entity(text)}\n`
  })
  return cues.join('\n')
}

/** A name and a time on a line of their own say for certain who speaks; a name that could be taken otherwise stands before its text. */
function talk(turns: Turn[]): string {
  const blocks = turns.map(({ speaker, startS, text }) => {
    const isWhole = startS === null || Number.isInteger(startS)
    const time = startS === null ? '' : clock(startS, '.').replace(/\.0+$/, '')
    if (speaker !== null && time !== '' && isWhole && /^\p{L}[^:<>\d]{0,79}$/u.test(speaker))
      return `${speaker}  ${time}\n${text}\n`
    return `${time === '' ? '' : `[${time}] `}${speaker === null ? '' : `${speaker}: `}${text}\n`
  })
  return blocks.join('\n')
}

export function writeTranscript(extension: string, turns: Turn[]): string {
  if (extension === 'vtt') return `WEBVTT\n\n${captions(turns, '.')}`
  if (extension === 'srt') return captions(turns, ',')
  if (extension === 'json') {
    const list = turns.map(({ speaker, startS, endS, text }) => ({
      ...(speaker !== null && { speaker }),
      ...(startS !== null && { start: startS }),
      ...(endS !== null && { end: endS }),
      text,
    }))
    return `${JSON.stringify({ turns: list }, null, 1)}\n`
  }
  return talk(turns)
}
