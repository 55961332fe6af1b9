/** Archives and workbooks made to exhaust or mislead what opens them, one of each way known, with a seed. */
import { deflateRawSync } from 'node:zlib'
import { random, type Random } from '#db/demo/random.ts'
import { rawZip, type RawEntry, type RawOptions } from '../fixtures/raw-zip.ts'
import { rowsXml, workbook, workbookParts, type MadeWorkbook } from '../fixtures/workbook.ts'

export type Bomb = { name: string; file: string; bytes: Buffer }

type Make = (random: Random) => Buffer

const mb = 1024 * 1024
const xml = '<?xml version="1.0" encoding="UTF-8"?>'
const row = rowsXml([['id', 'name']])

const zip = (entries: RawEntry[], options?: RawOptions) => rawZip(entries, options)
const users: RawEntry = { name: 'users.csv', data: 'email,name,role\n' }
const named = (name: string, rest: Partial<RawEntry> = {}) =>
  zip([users, { name, data: 'id,name\n', ...rest }])
const packedZeros = new Map<number, Buffer>()
const zeros = (bytes: number): Buffer => {
  const packed = packedZeros.get(bytes) ?? deflateRawSync(Buffer.alloc(bytes), { level: 9 })
  packedZeros.set(bytes, packed)
  return packed
}
const book = (rows: string, rest: Partial<MadeWorkbook> = {}) =>
  workbook({ sheets: [{ name: 'accounts', rows }], ...rest })

/** A workbook with a part in place of its own. */
const withPart = (name: string, data: string | RawEntry): Buffer => {
  const parts = workbookParts({ sheets: [{ name: 'accounts', rows: row }] }).filter(
    (part) => part.name !== name,
  )
  return zip([...parts, typeof data === 'string' ? { name, data } : { ...data, name }])
}

/** Text that packs to about half: no ratio gives it away. */
function noise({ int }: Random, characters: number): string {
  const words = Array.from({ length: 2_000 }, () => int(0, 2 ** 30).toString(36))
  const pieces: string[] = []
  for (let length = 0; length < characters; length += (pieces.at(-1)?.length ?? 0) + 1) {
    pieces.push(`${words[int(0, 1_999)] ?? ''}${int(0, 999)}`)
  }
  return pieces.join(' ').slice(0, characters)
}

const inArchives: Record<string, Make> = {
  'ratio, one table': () => zip([{ name: 'users.csv', packed: zeros(256 * mb), size: 256 * mb }]),
  'ratio, a document': () => named('documents/a.md', { packed: zeros(256 * mb), size: 256 * mb }),
  'ratio, in many small files': () =>
    zip([
      users,
      ...Array.from({ length: 1_500 }, (_, i) => ({ name: `${i}.csv`, packed: zeros(4 * mb), size: 4 * mb })),
    ]),
  'header says 100 bytes': () => named('accounts.csv', { packed: zeros(256 * mb), size: 100 }),
  'header says less, within the ratio': ({ int }) =>
    named('accounts.csv', { data: 'x'.repeat(50_000), size: int(1, 40_000) }),
  'header says 4 GB': () => named('accounts.csv', { size: 0xfffffffe }),
  'wrong checksum': ({ int }) => named('accounts.csv', { checksum: int(1, 2 ** 30) }),
  '3,000 tables': () => zip(Array.from({ length: 3_000 }, (_, i) => ({ name: `${i}.csv`, data: 'a' }))),
  '60,000 files': () =>
    zip([users, ...Array.from({ length: 60_000 }, (_, i) => ({ name: `transcripts/${i}.txt`, data: 'a' }))]),
  'more entries promised than there are': () => zip([users], { entryCount: 40_000 }),
  'nested ten deep': () => {
    let inner = zip([{ name: 'users.csv', packed: zeros(64 * mb), size: 64 * mb }])
    for (let i = 0; i < 10; i++) inner = zip([{ name: `${i}.zip`, data: inner }])
    return inner
  },
  'all entries one body': () =>
    zip([
      { name: 'users.csv', packed: zeros(mb), size: mb },
      ...Array.from({ length: 1_000 }, (_, i) => ({ name: `${i}.csv`, packed: zeros(mb), size: mb, at: 0 })),
    ]),
  'an entry inside another': () => {
    const inner = zip([{ name: 'users.csv', data: 'email,name,role\n' }]).subarray(0, -100)
    return zip([
      { name: 'accounts.csv', data: inner, method: 0 },
      { name: 'users.csv', data: 'email,name,role\n', at: 30 + 'accounts.csv'.length },
    ])
  },
  'name leads out': () => named('../../../../tmp/accounts.csv'),
  'name from the root': () => named('/etc/cron.d/accounts.csv'),
  'name with a drive': () => named('C:/Windows/accounts.csv'),
  'name with backslashes': () => named('..\\..\\accounts.csv'),
  'name with a NUL': () => named('accounts.csv\0.png'),
  'link to a file': () => named('accounts.csv', { data: '/etc/passwd', unixMode: 0o120777 }),
  'one name in two cases': () => named('USERS.csv'),
  encrypted: () => named('accounts.csv', { flags: 1 }),
  'unknown method': ({ pick }) => named('accounts.csv', { method: pick([9, 12, 14, 93, 95, 99, 777]) }),
  'garbage for Deflate': (seeded) => named('accounts.csv', { packed: bytes(seeded, 4_000), size: 9_000 }),
  'larger than its archive': () => named('accounts.csv', { packedSize: 0x7fffffff }),
  'cut off': ({ int }) =>
    zip([users, { name: 'accounts.csv', data: 'id\n'.repeat(999) }], { cutTo: int(30, 100) }),
  'random bytes': (seeded) => Buffer.concat([Buffer.from('504b0304', 'hex'), bytes(seeded, 200_000)]),
}

const bytes = ({ int }: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => int(0, 255)))

const entities = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${Array.from(
  { length: 20 },
  (_, i) => `<!ENTITY a${i} "${`&${i === 0 ? 'a' : `a${i - 1}`};`.repeat(10)}">`,
).join('')}]>`

const sheetPart = 'xl/worksheets/sheet1.xml'
const cell = (address: string, text = 'x') => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`

const inWorkbooks: Record<string, Make> = {
  'ratio, a sheet': () => withPart(sheetPart, { name: '', packed: zeros(256 * mb), size: 256 * mb }),
  'ratio, shared texts': () =>
    withPart('xl/sharedStrings.xml', { name: '', packed: zeros(256 * mb), size: 256 * mb }),
  'ratio, styles': () => withPart('xl/styles.xml', `<styleSheet>${' '.repeat(50 * mb)}</styleSheet>`),
  'ratio, elements': () => book('<x/>'.repeat(8_000_000)),
  'entities that multiply': () =>
    withPart(
      sheetPart,
      `${xml}${entities}<worksheet><sheetData><row><c t="str"><v>&a19;</v></c></row></sheetData></worksheet>`,
    ),
  'entity of a file': () =>
    withPart(
      'xl/sharedStrings.xml',
      `${xml}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>`,
    ),
  'entities in the list of sheets': () =>
    withPart(
      'xl/workbook.xml',
      `${xml}${entities}<workbook><sheets><sheet name="&a19;"/></sheets></workbook>`,
    ),
  'huge shared texts': (seeded) => {
    const text = noise(seeded, mb)
    const texts = Array.from(
      { length: 6_000 },
      (_, i) => `${i}${text.slice((i * 7) % 100_000, ((i * 7) % 100_000) + 30_000)}`,
    )
    return book(row, { texts })
  },
  'a value in the last cell there is': () => book(`<row r="1048576">${cell('XFD1048576')}</row>`),
  'a value past the last column': () => book(`<row r="1">${cell('ZZZ1')}</row>`),
  'an address without end': ({ int }) => book(`<row r="1">${cell('A'.repeat(int(5, 5_000)) + '1')}</row>`),
  'a row past the last': () => book('<row r="99999999999"/>'),
  'rows backwards': () => book('<row r="9"/><row r="3"/>'),
  'empty cells between': () =>
    book(
      Array.from(
        { length: 60_000 },
        (_, i) => `<row r="${i + 1}">${cell(`BXW${i + 1}`, String(i * 7919))}</row>`,
      ).join(''),
    ),
  'deep elements': ({ int }) => withPart(sheetPart, `${xml}${'<a>'.repeat(int(1_000, 300_000))}`),
  'one endless cell': (seeded) => book(`<row r="1">${cell('A1', noise(seeded, 30 * mb))}</row>`),
  'one endless name': (seeded) =>
    withPart(sheetPart, `${xml}<${noise(seeded, 5 * mb).replaceAll(' ', '')}/>`),
  'endless attributes': (seeded) =>
    withPart(
      sheetPart,
      `${xml}<worksheet ${noise(seeded, 5 * mb)
        .split(' ')
        .map((word, i) => `a${i}="${word}"`)
        .join(' ')}/>`,
    ),
  'errors without end': (seeded) =>
    book(
      Array.from(
        { length: 30_000 },
        (_, i) => `<row r="${i + 1}"><c t="e"><v>#REF!${seeded.int(0, 9)}</v></c></row>`,
      ).join(''),
    ),
  'one sheet a thousand times': () => {
    const sheets = Array.from({ length: 1_000 }, (_, i) => `<sheet name="s${i}" r:id="rId1"/>`)
    return withPart('xl/workbook.xml', `${xml}<workbook><sheets>${sheets.join('')}</sheets></workbook>`)
  },
  'a million sheets': ({ int }) => {
    const sheets = Array.from(
      { length: 1_000_000 },
      (_, i) => `<sheet name="s${int(0, 2 ** 30)}" r:id="rId${i}"/>`,
    )
    return withPart('xl/workbook.xml', `${xml}<workbook><sheets>${sheets.join('')}</sheets></workbook>`)
  },
  'not XML': (seeded) => withPart(sheetPart, { name: '', data: bytes(seeded, 100_000) }),
  'XML cut off': ({ int }) =>
    withPart(sheetPart, `${xml}<worksheet><sheetData>${row.repeat(1)}`.slice(0, int(60, 100))),
  'a workbook without its sheet': () =>
    zip(
      workbookParts({ sheets: [{ name: 'accounts', rows: row }] }).filter((part) => part.name !== sheetPart),
    ),
}

/** One after the other, so that only one lies in memory. */
export function* bombs(seed: number): Generator<Bomb> {
  for (const [extension, list] of [
    ['zip', inArchives],
    ['xlsx', inWorkbooks],
  ] as const) {
    for (const [name, make] of Object.entries(list)) {
      yield { name: `${extension}: ${name}`, file: `bomb.${extension}`, bytes: make(random(seed, name)) }
    }
  }
}
