/** Documents and transcripts of any format come in with a bundle, are found where they say it, and come round through an export. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/connect.ts'
import { exportBundle } from '#db/export/export-bundle.ts'
import { openSink } from '#db/export/sink.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder, fromMemory } from '#db/import/source.ts'
import { smallBundle } from '#evals/fixtures/bundle-small.ts'
import { docxOf, pdfOf } from '#evals/fixtures/source-files.ts'
import { freshDb } from '#evals/kit/store.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepChunks } from './keep-chunks.ts'
import { readForImport } from './read-for-import.ts'
import { search } from './search.ts'

const mail = (subject: string, text: string) =>
  [
    'From: Nia Ray <nia@acorn.example>',
    'To: cy@ours.example',
    'Date: Mon, 2 Mar 2026 10:00:00 +0000',
    `Subject: ${subject}`,
    'Message-ID: <1@acorn.example>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')

/** Each says one thing that no other says. */
const documents: Record<string, { content: string | Uint8Array; asked: string; says: string; at: string }> = {
  'terms.docx': {
    content: docxOf([
      { text: 'Termination', style: 'Heading1' },
      { text: 'The notice period is ninety days.' },
    ]),
    ...{ asked: 'how long is the notice period', says: 'ninety days', at: 'Termination, paragraph' },
  },
  'prices.pdf': {
    content: pdfOf([
      [{ text: 'Prices' }],
      [{ text: 'The discount for a pilot of the kiosk is twelve percent of the list price.' }],
    ]),
    ...{ asked: 'discount for the kiosk pilot', says: 'twelve percent', at: 'page 2' },
  },
  'worry.eml': {
    content: mail('Harbour crane', 'The harbour crane software crashed twice on Sunday.'),
    ...{ asked: 'crane software crashed', says: 'crashed twice', at: 'Harbour crane' },
  },
  'box.mbox': {
    content: ['Lunch', 'Escrow']
      .map(
        (subject) =>
          `From nia@acorn.example Mon Mar  2 10:00:00 2026\n${mail(subject, `About ${subject}: our ${subject} deposit is due in April.`).replaceAll('\r\n', '\n')}`,
      )
      .join('\n'),
    ...{ asked: 'when is the escrow deposit due', says: 'Escrow deposit is due', at: 'Escrow' },
  },
  'page.html': {
    content:
      '<html><body><h1>Minutes</h1><p>The steering committee vetoed the turbine rollout.</p></body></html>',
    ...{ asked: 'who vetoed the turbine rollout', says: 'vetoed', at: 'Minutes' },
  },
  'talk.srt': {
    content: '1\n00:00:01,500 --> 00:00:03,000\nNia Ray: The orchard sensors freeze in winter.\n',
    ...{ asked: 'orchard sensors in winter', says: 'Nia Ray: The orchard sensors', at: 'paragraph' },
  },
}
const index = ['file,account_id,title', ...Object.keys(documents).map((name) => `${name},A-1,${name}`)]
const files = {
  'documents/index.csv': [...index, 'broken.pdf,A-1,Broken', ''].join('\n'),
  ...Object.fromEntries(
    Object.entries(documents).map(([name, { content }]) => [`documents/${name}`, content]),
  ),
  'documents/broken.pdf': '%PDF-1.7\nnothing of it is there',
  'transcripts/index.csv': 'file,account_id,title\ncall.docx,A-1,Review\n',
  'transcripts/call.docx': docxOf([
    { text: 'Nia Ray: How far is the glacier project?' },
    { text: 'Cy Csm: The glacier project starts in June.' },
    { text: 'Nia Ray: Good.' },
  ]),
}

let db: Db
const folder = mkdtempSync(join(tmpdir(), 'steward-foreign-'))
beforeAll(async () => {
  db = await freshDb()
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const found = async (workspace: string, question: string) => {
  const [first] = await db.inWorkspace(workspace, (tx) => search(tx, workspace, { question }), 'read')
  return first
}

async function holdsAll(workspace: string): Promise<void> {
  await keepChunks(db, workspace)
  for (const [name, { asked, says, at }] of Object.entries(documents)) {
    const first = await found(workspace, asked)
    expect([name, first?.source]).toEqual([name, `documents/${name}`])
    expect(first?.text).toContain(says)
    expect(first?.locator).toContain(at)
  }
  const call = await found(workspace, 'when does the glacier project start')
  expect(call?.source).toBe('transcripts/call.docx')
  expect([call?.locator, call?.text].join(' ')).toMatch(/^turn .*starts in June/s)
}

test('a bundle with files of every kind is found with its places, without the broken one; again it changes nothing', async () => {
  const source = () => fromMemory(smallBundle(files))
  const first = await importBundle(db, { workspace: 'w', source: source(), readFile: readForImport })
  expect(first.problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['documents/index.csv:8'])
  expect(first.problems[0]?.reason).toMatch(/^documents\/broken\.pdf: "broken\.pdf" was not read/)
  await holdsAll('w')
  const again = await importBundle(db, { workspace: 'w', source: source(), readFile: readForImport })
  expect(again.changed).toBe(false)
})

test('what was read comes round through an export, and needs no reader then', async () => {
  await exportBundle(db, { workspace: 'w', sink: await openSink(join(folder, 'out')) })
  const back = await importBundle(db, { workspace: 'back', source: fromFolder(join(folder, 'out')) })
  expect(back.problems).toEqual([])
  await holdsAll('back')
})
