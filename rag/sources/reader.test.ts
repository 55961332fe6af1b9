/** Files are read in a process of their own: what is broken is refused in words, what takes too much is ended, and the next file is read as if nothing had been. */
import { expect, it } from 'vitest'
import { fuzzSources } from '#evals/bench/parts/fuzz-sources.ts'
import { docxParts, pdfOf } from '#evals/fixtures/source-files.ts'
import { rawZip } from '#evals/fixtures/raw-zip.ts'
import { Problem } from '#db/problem.ts'
import { readSource } from './source.ts'

const sound = Buffer.from('[00:03] Ana: Hello\n[00:07] Bo: Hi\n')
const isSound = async () => (await readSource('a.txt', sound))[0]?.kind === 'call'

it.each<[name: string, bytes: string | Uint8Array, what: string]>([
  ['empty.txt', '', 'it is empty.'],
  ['blank.txt', ' \n\u200B\n', 'it holds no text.'],
  ['noise.txt', Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 32)), 'it is neither text nor a format that is known.'], // prettier-ignore
  ['call.vtt', 'WEBVTT\n\nno cue here\n', 'line 1: no caption was found: expected a line such as 00:00:04.000 --> 00:00:08.500 with text below it.'], // prettier-ignore
  ['call.json', '{"turns": [', 'the file is not JSON: Unexpected end of JSON input.'],
  ['mail.eml', 'just some words', 'it is no mail: it has neither sender, recipient, subject nor date.'],
  ['plan.pdf', 'not a PDF', 'it is damaged, or no .pdf file: its beginning is not that of one.'],
  ['plan.pdf', '%PDF-1.7\n1 0 obj\n', 'it is damaged, or no PDF.'],
  ['scan.pdf', pdfOf([[]]), 'it holds no text.'],
  [
    'plan.docx',
    rawZip([{ name: 'a.txt', data: 'a' }]),
    'it is an archive, and neither a Word file nor a workbook.',
  ],
  [
    'plan.doc',
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'it is an old Office file, an Outlook message, or locked with a password.',
  ],
  ['call.txt', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0'), 'it is a recording.'],
  ['deep.html', `<body>${'<i>'.repeat(2_000)}x`, 'it nests deeper than 1000 elements.'],
  ['deep.md', `${'> '.repeat(3_000)}x`, 'it nests deeper than 1000 blocks.'],
])('%s is refused in words: %#', async (name, bytes, what) => {
  const problem: unknown = await readSource(`folder/${name}`, Buffer.from(bytes)).catch(
    (error: unknown) => error,
  )
  expect(problem).toMatchObject({ code: 'bad_request', message: `"${name}" was not read: ${what}` })
  expect(problem instanceof Problem && problem.next).toMatch(/^\p{Lu}.+\.$/u)
})

it('a Word file that unpacks to much more than it is, or whose text could name other files, is refused', async () => {
  const parts = docxParts([{ text: 'a' }])
  const withText = (more: object) => rawZip(parts.map((part) => (part.name === 'word/document.xml' ? { ...part, ...more } : part))) // prettier-ignore
  const bomb = { data: `<w:document>${'<w:p/>'.repeat(1_500_000)}</w:document>` }
  await expect(readSource('a.docx', withText(bomb))).rejects.toThrow(/unpacks to more than/)
  const named = { data: '<!DOCTYPE a [<!ENTITY b "c">]><w:document>&b;</w:document>' }
  await expect(readSource('a.docx', withText(named))).rejects.toThrow(/holds a DOCTYPE/)
})

it('reading is ended when it is called off, and what is read after it is not touched by that', async () => {
  const large = Buffer.from('<p>A sentence of some length in a page.</p>\n'.repeat(200_000))
  const controller = new AbortController()
  const reading = readSource('a.html', large, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('called off')), 20)
  await expect(reading).rejects.toThrow('called off')
  expect(await Promise.all([isSound(), isSound(), isSound()])).toEqual([true, true, true])
})

it('damaged and hostile files end in passages or in words', async () => {
  const { crashes, unseen, read, refused } = await fuzzSources(5, 60)
  expect({ crashes, unseen }).toEqual({ crashes: [], unseen: [] })
  expect(Math.min(read, refused)).toBeGreaterThan(10)
})
