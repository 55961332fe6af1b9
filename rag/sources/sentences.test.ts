/** Whatever the format, no sentence of a file is lost on the way into its passages, and none is changed. */
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { docxOf, pdfOf } from '#evals/fixtures/source-files.ts'
import { escaped, rowsXml, workbook } from '#evals/fixtures/workbook.ts'
import { readBytes } from './read-bytes.ts'

const letters = 'a b c d e f g h i j k l m n o p q r s t u v w x y z é ü ß ñ'.split(' ')
const word = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 11 })
  .map((chars) => chars.join(''))
const sentence = fc
  .tuple(
    fc.array(word, { minLength: 3, maxLength: 24 }),
    fc.constantFrom('.', '!', '?', ' & more.', ' (so < it).'),
  )
  .map(([words, end]) => `Z${words.join(' ')}${end}`)
const texts = fc.array(sentence, { minLength: 1, maxLength: 9 })

/** Lines of at most so many characters, as programs break them. */
const wrapped = (text: string, most = 72): string[] =>
  text.split(' ').reduce<string[]>((lines, next) => {
    const last = lines.at(-1)
    return last !== undefined && last.length + next.length < most ? [...lines.slice(0, -1), `${last} ${next}`] : [...lines, next] // prettier-ignore
  }, [])
const clock = (n: number, point: string) =>
  `00:${String(Math.floor(n / 6)).padStart(2, '0')}:${n % 6}5${point}250`
const cues = (list: string[], point: string) =>
  list.map((text, n) => `${n + 1}\n${clock(n, point)} --> ${clock(n + 1, point)}\n${wrapped(escaped(text), 40).join('\n')}\n`).join('\n') // prettier-ignore
const mail = (list: string[]) => {
  const half = Math.ceil(list.length / 2)
  const lines = (part: string[], before: string) => part.flatMap((text) => [...wrapped(text).map((line) => before + line), before.trim()]) // prettier-ignore
  return ['From: a@x.example', 'To: b@y.example', 'Subject: S', 'Content-Type: text/plain; charset=utf-8', '', ...lines(list.slice(0, half), ''), 'On Mon, 2 Mar 2026 at 10:02, B <b@y.example> wrote:', ...lines(list.slice(half), '> '), '-- ', 'A'].join('\r\n') // prettier-ignore
}
const markdown = (list: string[]) => list.map((text, n) => `${['', '# ', '- ', '> '][n % 4]}${text.replace('<', '\\<')}`).join('\n\n') // prettier-ignore

const formats: Record<string, (list: string[]) => string | Uint8Array> = {
  'a.vtt': (list) => `WEBVTT\n\n${cues(list, '.')}`,
  'a.srt': (list) => cues(list, ','),
  'talk.txt': (list) => list.map((text, n) => `[${clock(n, '.').slice(0, 8)}] ${n % 2 ? 'Ana Díaz' : 'Bo'}: ${text}`).join('\n'), // prettier-ignore
  'note.txt': (list) => list.map((text) => wrapped(text).join('\n')).join('\n\n'),
  'a.json': (list) =>
    JSON.stringify({ segments: list.map((text, n) => ({ text, speaker: n % 2, start: n * 5 })) }),
  'a.md': markdown,
  'a.html': (list) =>
    `<!doctype html><body>${list.map((text, n) => `${['<p>', '<h2>', '<ul><li>', '<td>', '<div><b>'][n % 5]}${escaped(text)}`).join('\n')}`, // prettier-ignore
  'a.eml': mail,
  'a.mbox': (list) => list.map((text) => `From x@y.example Mon Mar  2 10:02:11 2026\r\n${mail([text])}\r\n\r\n`).join(''), // prettier-ignore
  'a.pdf': (list) => pdfOf(list.map((text) => wrapped(text, 60).map((line) => ({ text: line })))),
  'a.docx': (list) =>
    docxOf(list.map((text, n) => ({ text, ...(n % 3 === 0 && { style: 'Heading1' as const }) }))),
  'a.csv': (list) => ['Account,Note', ...list.map((text, n) => `A-${n},"${text}"`)].join('\n'),
  'a.xlsx': (list) => workbook({ sheets: [{ name: 'N', rows: rowsXml([['Account', 'Note'], ...list.map((text, n) => [`A-${n}`, text])]) }] }), // prettier-ignore
}

it.each(Object.keys(formats))('%s', async (name) => {
  const check = async (list: string[]) => {
    const sources = await readBytes(name, Buffer.from(formats[name]?.(list) ?? ''), tmpdir())
    const said = sources.flatMap(({ passages }) =>
      passages.map(({ text, heading = '' }) => `${heading}\n${text}`),
    )
    const all = said.join('\n').replaceAll(/\s+/g, ' ')
    expect(list.filter((text) => !all.includes(text))).toEqual([])
  }
  await fc.assert(fc.asyncProperty(texts, check), { numRuns: 25, seed: 7 })
})
