/** A zip archive is a bundle like its folder, and one made to do harm is refused with what it does. */
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import yazl from 'yazl'
import { rawZip, type RawEntry, type RawOptions } from '#evals/fixtures/raw-zip.ts'
import { fromPath } from '../source.ts'

let folder: string
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'))
})
afterAll(() => rm(folder, { recursive: true }))

const tables: RawEntry[] = [
  { name: 'users.csv', data: 'email,name,role\n' },
  { name: 'accounts.csv', data: 'id,name\nA-1,Acorn\n' },
]

async function opened(entries: RawEntry[], options?: RawOptions, name = `${made++}.zip`) {
  const path = join(folder, name)
  await writeFile(path, rawZip(entries, options))
  return contents(path)
}

async function contents(path: string) {
  const source = await fromPath(path)
  const files: Record<string, string> = {}
  for (const file of await source.list()) {
    const pieces: Uint8Array[] = []
    for await (const piece of source.open(file.path)) pieces.push(piece)
    const text = Buffer.concat(pieces).toString()
    expect(file.bytes).toBe(Buffer.byteLength(text))
    files[file.path] = text
  }
  const notes = source.notes
  await source.close?.()
  return { files, notes }
}

const refusal = (entries: RawEntry[], options?: RawOptions) =>
  opened(entries, options, 'bundle.zip').then(
    () => expect.unreachable('the archive was opened'),
    (error: unknown) => (error instanceof Error ? error.message : error),
  )

describe('a zip archive', () => {
  it('gives the files at its top and in the folders of a bundle, in one order, as often as asked', async () => {
    const entries = [
      ...tables,
      { name: 'transcripts/', data: '' },
      { name: 'Transcripts/a.vtt', data: 'WEBVTT' },
    ]
    const { files, notes } = await opened(entries)
    expect(files).toEqual({
      'users.csv': 'email,name,role\n',
      'accounts.csv': 'id,name\nA-1,Acorn\n',
      'transcripts/a.vtt': 'WEBVTT',
    })
    expect(notes).toEqual([])
  })

  it('may hold the bundle in one single folder, beside what systems add', async () => {
    const entries = tables.map((entry) => ({ ...entry, name: `My bundle/${String(entry.name)}` }))
    const litter = [
      { name: '__MACOSX/My bundle/._users.csv', data: 'x' },
      { name: 'My bundle/.DS_Store', data: 'x' },
    ]
    expect(Object.keys((await opened([...entries, ...litter])).files)).toEqual(['users.csv', 'accounts.csv'])
  })

  it('may be written as a stream, and in the large format', async () => {
    const streamed = tables.map((entry) => ({ ...entry, hasDescriptor: true }))
    expect(Object.keys((await opened(streamed)).files)).toEqual(['users.csv', 'accounts.csv'])
    const path = join(folder, 'large.zip')
    const zip = new yazl.ZipFile()
    for (const { name, data = '' } of tables)
      zip.addBuffer(Buffer.from(data), String(name), { forceZip64Format: true })
    zip.end({ forceZip64Format: true, comment: '' })
    await finished(zip.outputStream.pipe(createWriteStream(path)))
    expect(Object.keys((await contents(path)).files)).toEqual(['users.csv', 'accounts.csv'])
  })

  it('says which files it left out', async () => {
    const rest = [
      { name: 'more.zip', data: 'PK' },
      { name: 'old/accounts.csv', data: 'id\n' },
      { name: 'README.md', data: 'hello' },
    ]
    expect((await opened([...tables, ...rest])).notes).toEqual([
      { file: 'more.zip', reason: 'an archive inside the archive is not opened: unpack it first' },
      {
        file: 'old/accounts.csv',
        reason:
          'the file lies in a folder that a bundle does not have, so it was not read: put it beside users.csv',
      },
    ])
  })

  it('leaves nothing behind once it is closed or refused', async () => {
    const temporary = await mkdtemp(join(folder, 'tmp-'))
    vi.stubEnv('TMPDIR', temporary)
    const path = join(folder, 'kept.zip')
    await writeFile(path, rawZip(tables))
    const source = await fromPath(path)
    expect(await readdir(temporary)).toHaveLength(1)
    await source.close?.()
    await refusal([{ name: '../users.csv' }])
    expect(await readdir(temporary)).toEqual([])
    const stale = join(temporary, 'steward-import-stale')
    await mkdir(stale)
    await utimes(stale, 0, 0)
    await opened(tables)
    expect(await readdir(temporary)).toEqual([])
    vi.unstubAllEnvs()
  })
})

describe('a zip archive is refused by name', () => {
  const damage = 'Pack the bundle again with an ordinary zip program, without a password.'
  it.each([
    ['a way out', '../users.csv', 'leads out of the archive'],
    ['a way out in the middle', 'a/../../users.csv', 'leads out of the archive'],
    ['the root', '/etc/users.csv', 'is a path from the root of a disk'],
    ['a drive', 'C:users.csv', 'is a path from the root of a disk'],
    ['a backslash', '..\\users.csv', 'holds a backslash'],
    ['a NUL', 'users.csv\0.txt', 'holds a control character'],
  ])('for an entry whose name is %s', async (_what, name, fault) => {
    expect(await refusal([...tables, { name, data: 'x' }])).toContain(fault)
  })

  it.each<[string, RawEntry[], string]>([
    [
      'a link',
      [{ name: 'users.csv', data: '/etc/passwd', unixMode: 0o120777 }],
      '"users.csv" is a link to another file',
    ],
    ['a password', [{ name: 'users.csv', data: 'x', flags: 1 }], '"users.csv" is encrypted'],
    [
      'another method',
      [{ name: 'users.csv', data: 'x', method: 12 }],
      '"users.csv" is packed with bzip2; only Deflate is read',
    ],
    ['a name twice', [...tables, { name: 'Users.CSV', data: 'x' }], 'it holds "Users.CSV" twice'],
    [
      'a wrong checksum',
      [{ name: 'users.csv', data: 'x', checksum: 1 }],
      '"users.csv" is not what the archive says it is: its size or checksum differs',
    ],
    [
      'a wrong size',
      [{ name: 'users.csv', data: 'x'.repeat(50_000), size: 100 }],
      'its size or checksum differs',
    ],
    [
      'nothing but an archive',
      [{ name: 'inner.zip', data: 'PK' }],
      'it holds no CSV file at its top, nor in one folder at its top, but the archive "inner.zip"',
    ],
    [
      'bytes that serve two entries',
      [...tables, { name: 'tasks.csv', data: 'email,name,role\n', at: 0 }],
      '"users.csv" and "tasks.csv" overlap in it',
    ],
    [
      'bytes that are no Deflate',
      [{ name: 'users.csv', packed: Buffer.alloc(20, 0xff), size: 20 }],
      '"users.csv" is damaged',
    ],
    [
      'an entry beyond the end',
      [{ name: 'users.csv', data: 'x', packedSize: 1_000_000 }],
      'file data overflows file bounds',
    ],
    [
      'a bomb',
      [{ name: 'users.csv', data: Buffer.alloc(200_000_000) }],
      '"users.csv" unpacks to more than 100 times its size',
    ],
    [
      'a bomb that lies',
      [{ name: 'users.csv', data: Buffer.alloc(200_000_000), size: 10 }],
      'unpacks to more than 100 times its size',
    ],
    [
      'too many tables',
      Array.from({ length: 2_001 }, (_, i) => ({ name: `${i}.csv`, data: 'x' })),
      'it holds 2001 files or more; at most 2000 are read',
    ],
  ])('for %s', async (_what, entries, reason) => {
    const message = await refusal(entries)
    expect(message).toContain(reason)
    expect(message).toMatch(/^"bundle\.zip" was not read: /)
  })

  it('for its end that is missing, and for other bytes', async () => {
    expect(await refusal(tables, { cutTo: 90 })).toContain('it is damaged, cut short or no zip archive')
    await writeFile(join(folder, 'noise.zip'), Buffer.from('no archive at all, whatever its name says'))
    await expect(fromPath(join(folder, 'noise.zip'))).rejects.toMatchObject({
      code: 'bad_request',
      next: damage,
    })
    await writeFile(join(folder, 'old.xls'), Buffer.from('d0cf11e0a1b11ae1', 'hex'))
    await expect(fromPath(join(folder, 'old.xls'))).rejects.toMatchObject({
      message: 'old.xls is an Excel file of the old kind (.xls), or has a password.',
    })
  })
})
