/** Transcripts as recorders write them become turns with speakers and seconds; what is only prose does not. */
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { docxOf, pdfOf } from '#evals/fixtures/source-files.ts'
import { readBytes } from './read-bytes.ts'

const read = (name: string, content: string | Uint8Array) => readBytes(name, Buffer.from(content), tmpdir())
/** The only source's turns: speaker, start, end, text. */
async function turnsOf(name: string, content: string | Uint8Array) {
  const [source, ...others] = await read(name, content)
  expect(others).toEqual([])
  expect(source?.kind).toBe('call')
  return source?.passages.map(({ speaker = null, startS = null, endS = null, text }) => [
    speaker,
    startS,
    endS,
    text,
  ])
}
const json = (value: unknown) => JSON.stringify(value)

const two = [
  ['Ana Díaz', 3, null, 'Hello all, can you hear me?'],
  ['Bo Lee', 7, null, 'We can.'],
]

it.each<[what: string, name: string, content: string | Uint8Array, turns: unknown[]]>([
  [
    'WebVTT of Teams, named as text',
    'call.txt',
    'WEBVTT\n\n9b2f/12-0\n00:00:03.000 --> 00:00:06.500\n<v Ana Díaz>Hello all,\ncan you hear me?</v>\n',
    [['Ana Díaz', 3, 6.5, 'Hello all, can you hear me?']],
  ],
  [
    'WebVTT of Zoom in UTF-16',
    'call.vtt',
    Buffer.from('\uFEFFWEBVTT\r\n\r\n1\r\n00:00:03.000 --> 00:00:04.000\r\nAna Díaz: Hello\r\n', 'utf16le'),
    [['Ana Díaz', 3, 4, 'Hello']],
  ],
  ['SubRip', 'call.srt', '1\n00:00:03,000 --> 00:00:06,500\nHello all\n', [[null, 3, 6.5, 'Hello all']]],
  [
    'captions saved by Zoom, with times of day',
    'meeting_saved_closed_caption.txt',
    '[Ana Díaz] 23:59:58\nHello all, can you hear me?\n\n[Bo Lee] 00:00:02\nWe can.\n',
    [
      ['Ana Díaz', 0, null, 'Hello all, can you hear me?'],
      ['Bo Lee', 4, null, 'We can.'],
    ],
  ],
  [
    'chat saved by Zoom',
    'chat.txt',
    '10:02:11 From Ana Díaz to Everyone:\n\tHello\n10:02:15 From Bo Lee to Everyone:\n\tHi\n',
    [
      ['Ana Díaz', 0, null, 'Hello'],
      ['Bo Lee', 4, null, 'Hi'],
    ],
  ],
  [
    'plain text with times in brackets',
    'a.txt',
    '[00:00:03] Ana Díaz: Hello all, can you hear me?\n[00:00:07] Bo Lee: We can.\n',
    two,
  ],
  [
    'names with times',
    'a.txt',
    'Ana Díaz (0:03): Hello all, can you hear me?\nBo Lee (0:07): We can.\n',
    two,
  ],
  [
    'times and names by a bar',
    'a.txt',
    '0:03 | Ana Díaz\nHello all, can you hear me?\n\n0:07 | Bo Lee\nWe can.\n',
    two,
  ],
  [
    'Markdown with names in bold',
    'a.md',
    '**Ana Díaz** (0:03): Hello all, can you hear me?\n\n**Bo Lee** (0:07): We can.\n',
    two,
  ],
  [
    'a Word transcript of Teams',
    'a.docx',
    docxOf([{ text: 'Ana Díaz   0:03\nHello all, can you hear me?' }, { text: 'Bo Lee   0:07\nWe can.' }]),
    two,
  ],
  [
    'a PDF transcript',
    'a.pdf',
    pdfOf([
      [
        { text: 'Ana Díaz  0:03', gap: 1.4 },
        { text: 'Hello all, can you hear me?', gap: 3 },
        { text: 'Bo Lee  0:07', gap: 1.4 },
        { text: 'We can.' },
      ],
    ]),
    two,
  ],
  [
    'captions of Teams as text, the name under the times',
    'a.txt',
    ['0:0:3.0 --> 0:0:6.240\nAna Díaz\nHello', '0:0:7.0 --> 0:0:8.0\nAna Díaz\nWe start', '0:0:9.0 --> 0:0:9.5\nBo Lee\nYes', '0:0:9.9 --> 0:0:10.5\nBo Lee\nGood'].join('\n\n'), // prettier-ignore
    [
      ['Ana Díaz', 3, 6.24, 'Hello'],
      ['Ana Díaz', 7, 8, 'We start'],
      ['Bo Lee', 9, 9.5, 'Yes'],
      ['Bo Lee', 9.9, 10.5, 'Good'],
    ],
  ],
  [
    'JSON of utterances in milliseconds',
    'a.json',
    json({ id: 7, utterances: [{ speaker: 'A', start: 3000, end: 6500, text: 'Hello all of you', words: [{ text: 'Hello', start: 3000, end: 3300 }] }] }), // prettier-ignore
    [['A', 3, 6.5, 'Hello all of you']],
  ],
  [
    'JSON of monologues made of elements',
    'a.txt',
    json({ monologues: [{ speaker: 0, elements: [{ type: 'text', value: 'Hello', ts: 0.5, end_ts: 0.9 }, { type: 'punct', value: ' ' }, { type: 'text', value: 'all', ts: 1, end_ts: 1.25 }, { type: 'punct', value: '.' }] }] }), // prettier-ignore
    [['0', 0.5, null, 'Hello all.']],
  ],
  [
    'JSON of calls with sentences and named parties',
    'a.json',
    json({ callTranscripts: [{ callId: '1', transcript: [{ speakerId: '88', topic: null, sentences: [{ start: 3000, end: 4200, text: 'Hello all.' }, { start: 4300, end: 6500, text: 'Can you hear me?' }] }, { speakerId: '89', sentences: [{ start: 7000, end: 8000, text: 'We can.' }] }] }], parties: [{ speakerId: '88', name: 'Ana Díaz' }, { speakerId: '89', name: 'Bo Lee' }] }), // prettier-ignore
    [
      ['Ana Díaz', 3, 6.5, 'Hello all. Can you hear me?'],
      ['Bo Lee', 7, 8, 'We can.'],
    ],
  ],
  [
    'JSON a line',
    'a.jsonl',
    [{ speakerName: 'Ana', spokenText: 'Hello all of you', startDateTime: '2026-03-01T10:00:03Z' }, { speakerName: 'Bo', spokenText: 'We can hear', startDateTime: '2026-03-01T10:00:07Z' }].map(json).join('\n'), // prettier-ignore
    [
      ['Ana', 0, null, 'Hello all of you'],
      ['Bo', 4, null, 'We can hear'],
    ],
  ],
])('%s', async (_what, name, content, turns) => {
  expect(await turnsOf(name, content)).toEqual(turns)
})

it('a transcript of Meet tells its title, its day and who spoke; a time alone is that of what follows', async () => {
  const text =
    'Acorn renewal (2026-03-01 10:00 GMT) - Transcript\n\nAttendees\nAna Díaz, Bo Lee\n\n00:00:00\n\nAna Díaz: Hello\nBo Lee: Hi\nAna Díaz: Fine\n\n00:05:00\n\nBo Lee: The price.\nAna Díaz: Ten.\n'
  const [source] = await read('x.txt', text)
  expect(source).toMatchObject({
    kind: 'call',
    title: 'Acorn renewal (2026-03-01 10:00 GMT) - Transcript',
    at: '2026-03-01T10:00:00.000Z',
    people: ['Ana Díaz', 'Bo Lee'],
  })
  expect(source?.passages.filter(({ speaker }) => speaker === 'Bo Lee')).toEqual([
    { speaker: 'Bo Lee', text: 'Hi' },
    { speaker: 'Bo Lee', startS: 300, text: 'The price.' },
  ])
})

it('a further paragraph is its speaker’s, what a recorder says is nobody’s, and times of day count from the first', async () => {
  const text =
    '10:02:11 Ana Díaz: Hello\n\nAnd one thing more.\n\n[laughter]\n\n10:02:20 Bo Lee: Hi\n10:02:31 Ana Díaz: Fine\n'
  expect(await turnsOf('a.txt', text)).toEqual([
    ['Ana Díaz', 0, null, 'Hello'],
    ['Ana Díaz', null, null, 'And one thing more.'],
    [null, null, null, '[laughter]'],
    ['Bo Lee', 9, null, 'Hi'],
    ['Ana Díaz', 20, null, 'Fine'],
  ])
})

it.each([
  ['an agenda', 'Agenda\n09:00 Welcome\n09:30 Demo\n10:00 Questions\n'],
  ['questions and answers', 'Q: What is the price?\nA: Ten.\nQ: And the term?\nA: A year.\n'],
])('%s is no call', async (_what, text) => {
  expect((await read('a.txt', text))[0]?.kind).toBe('note')
})

it('prose with labels is a note, and the day in a file’s name is the note’s', async () => {
  const text = 'Summary: they stay.\nRisks: the budget.\n\nNext: send the order form.\n'
  expect(await read('2026-03-01 notes.txt', text)).toEqual([
    {
      at: '2026-03-01',
      kind: 'note',
      people: [],
      passages: [{ text: 'Summary: they stay.\nRisks: the budget.' }, { text: 'Next: send the order form.' }],
    },
  ])
})
