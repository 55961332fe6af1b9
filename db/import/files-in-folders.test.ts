/** Transcripts, documents and playbooks of a bundle, whole or refused with a reason. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallBundle } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle } from './import-bundle.ts'
import { fromMemory } from './source.ts'

let db: Db
let made = 0
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const rows = (workspace: string, text: string) => db.inWorkspace(workspace, (tx) => rowsOf(tx, sql.raw(text)))
async function run(files: Record<string, string>, workspace = `files-${made++}`) {
  const report = await importBundle(db, { workspace, source: fromMemory(smallBundle(files)) })
  const problems = report.problems.map(
    ({ file, line, column, reason }) => `${file}:${line} ${column}: ${reason}`,
  )
  return { workspace, problems, count: (file: string) => report.files.find((one) => one.file === file) }
}

/** The turns of one transcript of that name: speaker, start, end, text. */
async function turnsOf(name: string, text: string) {
  const index = `file,account_id,title,at,duration_min,attendees\n${name},A-1,Kickoff,2026-03-01T10:00:00Z,30,nia@acorn.example;cy@ours.example\n`
  const { workspace, problems } = await run({ 'transcripts/index.csv': index, [`transcripts/${name}`]: text })
  const found = await rows(workspace, 'select speaker, start_s, end_s, text from call_turns order by n')
  return {
    problems,
    turns: found.map((turn) => [turn['speaker'], turn['start_s'], turn['end_s'], turn['text']]),
  }
}

describe('a transcript', () => {
  it('in WebVTT: voice tags, settings, comments, several lines and voices in a cue', async () => {
    const text = [
      'WEBVTT - kickoff',
      '',
      'NOTE made by hand',
      '00:00:01.000 --> 00:00:02.000',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      '1',
      '00:00:04.000 --> 00:00:08.500 align:start',
      '<v Nia Ray>We start &amp; <i>we</i>',
      'finish.</v>',
      '',
      '01:00:00.250 --> 01:00:02.000',
      '<v.loud Cy Csm>Yes.<v Nia Ray>Good.',
      '',
      '02:03.5 --> 02:04.000',
      'no one',
    ].join('\r\n')
    expect(await turnsOf('a.vtt', text)).toEqual({
      problems: [],
      turns: [
        ['Nia Ray', 4, 8.5, 'We start & we finish.'],
        ['Cy Csm', 3600.25, 3602, 'Yes.'],
        ['Nia Ray', 3600.25, 3602, 'Good.'],
        [null, 123.5, 124, 'no one'],
      ],
    })
  })

  it('in SubRip with names before the text', async () => {
    const text =
      '1\n00:00:01,500 --> 00:00:03,000\nNia Ray: Hello: all\n\n2\n00:00:04,000 --> 00:00:05,000\nAnd one thing: this\n'
    expect((await turnsOf('a.srt', text)).turns).toEqual([
      ['Nia Ray', 1.5, 3, 'Hello: all'],
      [null, 4, 5, 'And one thing: this'],
    ])
  })

  it('in plain text, with times before names, names before times, and neither', async () => {
    const prefixes = '[00:01:02] Nia Ray: Hello\nthere\n[1:05] Cy Csm (Ours): Hi\nNote: this is said by Cy\n'
    expect((await turnsOf('a.txt', prefixes)).turns).toEqual([
      ['Nia Ray', 62, null, 'Hello there'],
      ['Cy Csm (Ours)', 65, null, 'Hi'],
      ['Note', null, null, 'this is said by Cy'],
    ])
    const headings = 'Nia Ray  0:03\nHello\nthere\n\nCy Csm  0:07\nHi\n'
    expect((await turnsOf('b.txt', headings)).turns).toEqual([
      ['Nia Ray', 3, null, 'Hello there'],
      ['Cy Csm', 7, null, 'Hi'],
    ])
    expect(
      (await turnsOf('c.txt', 'We talked.\nAgreed: two seats more.\n\nNext call in May.\n')).turns,
    ).toEqual([
      [null, null, null, 'We talked.'],
      [null, null, null, 'Agreed: two seats more.'],
      [null, null, null, 'Next call in May.'],
    ])
  })

  it('in JSON, under a usual name, with seconds, milliseconds or clock times', async () => {
    const segments = [
      { speaker: 'Nia', start: 1.5, end: 2, text: ' Hello ' },
      { speaker: { name: 'Cy' }, start_ms: 2500, text: 'Hi' },
      { text: 'Who?', start: '00:01:00' },
    ]
    const odd = '[{"speaker": "N\\u0000ia", "text": "half \\ud83d of it"}]'
    expect((await turnsOf('b.json', odd)).turns).toEqual([['Nia', null, null, 'half \uFFFD of it']])
    expect((await turnsOf('a.json', JSON.stringify({ meeting: 1, results: { segments } }))).turns).toEqual([
      ['Nia', 1.5, 2, 'Hello'],
      ['Cy', 2.5, null, 'Hi'],
      [null, 60, null, 'Who?'],
    ])
  })

  it.each([
    [
      'a.vtt',
      'WEBVTT\n\n00:00:04.000 -> 00:00:08.500\nHello\n',
      'transcripts/a.vtt, line 1: no caption was found: expected a line such as 00:00:04.000 --> 00:00:08.500 with text below it',
    ],
    [
      'a.vtt',
      'WEBVTT\n\n00:00:04.000 --> 00:99:08.500\nHello\n',
      'transcripts/a.vtt, line 3: "00:99:08.500" is not a time: expected hours:minutes:seconds, such as 00:01:04.500',
    ],
    [
      'a.json',
      '{"turns": [\n{"text": "a"},\n]}',
      'transcripts/a.json: the file is not JSON: Unexpected token',
    ],
    [
      'a.json',
      '{"turns": [\n{"text" "a"}\n]}',
      "transcripts/a.json, line 2: the file is not JSON: Expected ':' after property name",
    ],
    [
      'a.json',
      '{"turns": [{"said": "a"}]}',
      'transcripts/a.json: entry 1 has no text: expected one of text, content, sentence',
    ],
    ['a.docx', 'PK', '.docx files cannot be read yet: save it as one of .vtt, .srt, .txt, .json'],
    ['a.txt', '  \n', 'transcripts/a.txt, line 1: the file has no text'],
  ])('%s that is broken is refused at its row of the index', async (name, text, reason) => {
    const { problems, turns } = await turnsOf(name, text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`transcripts/index.csv:2 file: ${reason}`)
    expect(turns).toEqual([])
  })

  it('without a row of the index is refused, and a row without its file, too', async () => {
    const index = 'file,account_id,title\nb.vtt,A-1,B\n../../secret.txt,A-1,C\n'
    const { problems, count } = await run({ 'transcripts/index.csv': index, 'transcripts/a.vtt': 'WEBVTT' })
    expect(problems).toEqual([
      'transcripts/index.csv:2 file: there is no file transcripts/b.vtt in the bundle',
      'transcripts/index.csv:3 file: there is no file transcripts/../../secret.txt in the bundle',
      'transcripts/a.vtt:null null: no row of transcripts/index.csv names this file, so its account is not known: add one',
    ])
    expect(count('transcripts/index.csv')).toMatchObject({ read: 3, created: 0, refused: 3 })
  })

  it('of an account that does not exist is refused once', async () => {
    const index = 'file,account_id,title\na.txt,A-77,A\n'
    const { problems } = await run({ 'transcripts/index.csv': index, 'transcripts/a.txt': 'Nia: Hello' })
    expect(problems).toEqual([
      'transcripts/index.csv:2 account_id: there is no account "A-77" in accounts.csv or the workspace',
    ])
  })

  it('that lost a turn counts as changed and loses it; the same again changes nothing', async () => {
    const files = (text: string) => ({
      'transcripts/index.csv': 'file,account_id,title\na.txt,A-1,A\n',
      'transcripts/a.txt': text,
    })
    const { workspace } = await run(files('Nia: Hello\nCy: Hi\n'))
    const same = await run(files('Nia: Hello\nCy: Hi\n'), workspace)
    expect(same.count('transcripts/index.csv')).toMatchObject({ changed: 0, unchanged: 1 })
    const less = await run(files('Nia: Hello\n'), workspace)
    expect(less.count('transcripts/index.csv')).toMatchObject({ changed: 1, unchanged: 0 })
    expect(await rows(workspace, 'select text from call_turns')).toEqual([{ text: 'Hello' }])
  })
})

describe('a document', () => {
  it('lands with its text, its account and its day; one may belong to no account', async () => {
    const { workspace, problems } = await run({
      'documents/index.csv':
        'file,account_id,title,kind,at\nqbr.md,A-1,QBR,qbr,2026-03-01\nprices.txt,,Prices,,\nmsa.pdf,A-1,MSA,contract,\n',
      'documents/qbr.md': '# QBR\n\nGood.\n',
      'documents/prices.txt': 'Ten a seat',
      'documents/msa.pdf': '%PDF',
    })
    expect(problems).toEqual([
      'documents/index.csv:4 file: .pdf files cannot be read yet: save it as one of .md, .txt',
    ])
    expect(
      await rows(
        workspace,
        'select d.source_id, a.source_id as account, d.title, d.kind, d.text from documents d left join accounts a on a.id = d.account_id order by 1',
      ),
    ).toEqual([
      { source_id: 'documents/prices.txt', account: null, title: 'Prices', kind: null, text: 'Ten a seat' },
      { source_id: 'documents/qbr.md', account: 'A-1', title: 'QBR', kind: 'qbr', text: '# QBR\n\nGood.' },
    ])
  })
})

describe('a playbook', () => {
  const front = (...lines: string[]) => ['---', 'name: Save', ...lines, '---', '', '# Save', ''].join('\n')

  it('lands with its steps; the same again changes nothing', async () => {
    const step = '  - {day: 2, kind: e-mail, title: Write, owner: responsible}'
    const files = { 'playbooks/save.md': front('entry: risk = at_risk', 'measures: [risk]', 'steps:', step) }
    const { workspace, problems, count } = await run(files)
    expect([problems, count('playbooks/')?.created]).toEqual([[], 1])
    expect(
      await rows(workspace, 'select slug, name, entry, exit, measures, steps, body from playbooks'),
    ).toEqual([
      {
        ...{
          slug: 'save',
          name: 'Save',
          entry: 'risk = at_risk',
          exit: null,
          measures: ['risk'],
          body: '# Save',
        },
        steps: [{ day: 2, kind: 'e-mail', title: 'Write', owner: 'responsible' }],
      },
    ])
    expect((await run(files, workspace)).count('playbooks/')).toMatchObject({ unchanged: 1, changed: 0 })
  })

  it.each([
    [
      'an unknown key',
      front('enter: risk = at_risk'),
      ':2 null: the front matter does not fit: Unrecognized key: "enter"',
    ],
    [
      'an unknown kind of step',
      front('steps:', '  - {day: 0, kind: task, title: A}', '  - {day: 1, kind: fax, title: B}'),
      ':5 steps.1.kind: the front matter does not fit: Invalid option',
    ],
    ['a name that is missing', '---\nentry: x\n---\n', ':2 name: the front matter does not fit: '],
    ['broken YAML', front('measures: [a'), ': the front matter is not YAML: '],
    ['a key twice', front('name: Other'), ':3 null: the front matter is not YAML: Map keys must be unique'],
    ['no front matter', '# Save\n', ':1 null: the file has no front matter'],
  ])('with %s is refused with its line, and the others land', async (_what, text, problem) => {
    const { workspace, problems } = await run({ 'playbooks/bad.md': text, 'playbooks/good.md': front() })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('playbooks/bad.md')
    expect(problems[0]).toContain(problem)
    expect(await rows(workspace, 'select slug from playbooks')).toEqual([{ slug: 'good' }])
  })
})
