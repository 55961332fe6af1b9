/** Text in other encodings than UTF-8 is read as what it is, line by line, and said so. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { CsvReader } from './csv-rows.ts'
import { readLines } from './lines.ts'

async function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size = 9) {
  const again = () => cut(bytes, size)
  const found = { lines: [] as string[], bad: new Map<number, string>(), notes: [] as string[] }
  for await (const block of readLines(again(), { again })) {
    expect(block.first).toBe(found.lines.length + 1)
    found.lines.push(...block.lines)
    block.bad?.forEach((reason, line) => found.bad.set(line, reason))
    found.notes.push(...(block.notes ?? []))
  }
  return found
}

const companies: Record<string, string[]> = {
  german: ['id,name,city', 'A-1,Müller GmbH,München', 'A-2,Größe & Söhne,Köln', 'A-3,Jürgen Weiß,Straße 5'],
  french: [
    'id,name,city',
    'A-1,Société Générale,Évry',
    'A-2,Café Zoé,Orléans',
    'A-3,François Lefèvre,Besançon',
  ],
  spanish: ['id,name,city', 'A-1,Compañía Ñandú,Málaga', 'A-2,José Peña,Logroño'],
  danish: ['id,name,city', 'A-1,Søren Ærø,København', 'A-2,Åse Smørrebrød,Århus'],
  polish: [
    'id,name,city',
    'A-1,Zażółć gęślą jaźń,Łódź',
    'A-2,Spółka Źródło,Kraków',
    'A-3,Usługi,Częstochowa',
  ],
  czech: ['id,name,city', 'A-1,Příliš žluťoučký kůň,Plzeň', 'A-2,Škoda Dvořák,Brno'],
  turkish: ['id,name,city', 'A-1,İstanbul Şirketi,Beyoğlu', 'A-2,Çağdaş Yıldız,Muğla'],
  russian: ['id,name,city', 'A-1,Общество Ромашка,Москва', 'A-2,Иванов Пётр,Санкт-Петербург'],
  greek: ['id,name,city', 'A-1,Ελληνική Εταιρεία,Αθήνα', 'A-2,Παπαδόπουλος,Θεσσαλονίκη'],
  hebrew: ['id,name,city', 'A-1,חברת שלום,תל אביב', 'A-2,כהן ובניו,ירושלים'],
  arabic: ['id,name,city', 'A-1,شركة السلام,القاهرة', 'A-2,محمد علي,الرياض'],
  japanese: ['id,name,city', 'A-1,株式会社サクラ,東京', 'A-2,田中商事,大阪'],
  chinese: ['id,name,city', 'A-1,北京科技有限公司,北京', 'A-2,上海贸易,上海'],
  korean: ['id,name,city', 'A-1,주식회사 한국,서울', 'A-2,김철수,부산'],
}

describe('a file in another encoding', () => {
  it.each([
    ['german', 'windows-1252', 'Windows-1252'],
    ['german', 'macroman', 'Mac Roman'],
    ['french', 'windows-1252', 'Windows-1252'],
    ['french', 'macroman', 'Mac Roman'],
    ['spanish', 'windows-1252', 'Windows-1252'],
    ['danish', 'windows-1252', 'Windows-1252'],
    ['polish', 'windows-1250', 'Windows-1250'],
    ['polish', 'iso-8859-2', 'ISO-8859-2'],
    ['czech', 'windows-1250', 'Windows-1250'],
    ['turkish', 'windows-1254', 'Windows-1254'],
    ['russian', 'windows-1251', 'Windows-1251'],
    ['russian', 'koi8-r', 'KOI8-R'],
    ['greek', 'windows-1253', 'Windows-1253'],
    ['hebrew', 'windows-1255', 'Windows-1255'],
    ['arabic', 'windows-1256', 'Windows-1256'],
    ['japanese', 'shift_jis', 'Shift JIS'],
    ['japanese', 'euc-jp', 'EUC-JP'],
    ['chinese', 'gb18030', 'GB 18030'],
    ['korean', 'euc-kr', 'EUC-KR'],
  ])('is read: %s in %s', async (language, encoding, name) => {
    const text = companies[language] ?? []
    const { lines, bad, notes } = await read(iconv.encode(text.join('\r\n'), encoding))
    expect(lines).toEqual(text)
    expect(bad.size).toBe(0)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain(
      `the file is not UTF-8: read as ${name}, as ${text.length - 1} lines of it look`,
    )
  })

  it('is guessed from all of its lines, wherever the first one stands', async () => {
    const plain = Array.from({ length: 5_000 }, (_, i) => `A-${i},Acme ${i},Lyon`)
    const text = [...plain, 'A-1,Café,Orléans', ...plain, 'A-2,Garçon,Nîmes']
    const { lines, notes } = await read(iconv.encode(text.join('\n'), 'windows-1252'), 4_096)
    expect(lines).toEqual(text)
    expect(notes).toEqual([
      'the file is not UTF-8: read as Windows-1252, as 2 lines of it look. Check a text of line 5001: "Café"',
    ])
  })

  it('says where the guess is doubtful', async () => {
    const { notes } = await read(Buffer.from('A-1,Ga\xe8in\n', 'latin1'))
    expect(notes[0]).toMatch(
      /^the file is not UTF-8: read as .+, as 1 line of it looks, but it may be .+\. Check a text of line 1: /,
    )
  })

  it('keeps its lines in UTF-8 apart: they are marked, the others read', async () => {
    const western = Array.from({ length: 40 }, (_, i) => `A-${i},Müller ${i},Köln`)
    const bytes = Buffer.concat([
      iconv.encode(western.join('\n'), 'windows-1252'),
      Buffer.from('\nB-1,Société\nB-2,x\n'),
    ])
    const { lines, bad } = await read(bytes)
    expect(lines.slice(0, 40)).toEqual(western)
    expect([...bad]).toEqual([
      [41, 'the line is UTF-8 where the file is Windows-1252: save the whole file as CSV UTF-8'],
    ])
  })

  it('marks bytes that the encoding does not have', async () => {
    const text = iconv.encode('A-1,Müller,Köln\nA-2,Größe,Weiß\nA-3,x', 'windows-1252')
    const { bad } = await read(Buffer.concat([text, Buffer.from([0x81, 0x0a])]))
    expect([...bad.keys()]).toEqual([3])
  })
})

describe('a file in wide characters', () => {
  const text = ['id,name,city', 'A-1,Größe 株式会社 😀,x', 'A-2,b,y']
  it.each([
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-32le', true],
    ['utf-32be', true],
    ['utf-16le', false],
    ['utf-16be', false],
  ])('is read: %s, marked: %s', async (encoding, addBOM) => {
    const bytes = iconv.encode(text.join('\r\n'), encoding, { addBOM })
    const { lines, bad, notes } = await read(bytes, 7)
    expect(lines).toEqual(text)
    expect(bad.size).toBe(0)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain(`UTF-${encoding.slice(4, 6)}`)
  })

  it('has half a character: the line is marked', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\uFEFFid\na', 'utf16le'),
      Buffer.from([0x00, 0xd8]),
      Buffer.from('b\nc\n', 'utf16le'),
    ])
    const { lines, bad } = await read(bytes)
    expect(lines[2]).toBe('c')
    expect([...bad.keys()]).toEqual([2])
  })
})

describe('line ends', () => {
  it('of an old Mac are read, also with line feeds inside cells', async () => {
    const { lines, notes } = await read(Buffer.from('id,name\rA-1,"two\nlines"\rA-2,b\rA-3,c\r'))
    expect(lines).toEqual(['id,name', 'A-1,"two', 'lines"', 'A-2,b', 'A-3,c'])
    expect(notes).toEqual(['lines end with a carriage return alone (old Mac): read as such'])
  })

  it('of an old Mac in its own encoding are read', async () => {
    const text = companies['german'] ?? []
    const { lines } = await read(iconv.encode(text.join('\r'), 'macroman'))
    expect(lines).toEqual(text)
  })

  it('of Windows stay, also with a lone return inside a cell', async () => {
    const { lines, notes } = await read(Buffer.from('id,name\r\nA-1,"a\rb"\r\n'))
    expect(lines).toEqual(['id,name', 'A-1,"a\rb"'])
    expect(notes).toEqual([])
  })
})

describe('a file with bytes changed at random', () => {
  const good = ['A-3', 'Acme', 'Lyon']
  const text = Buffer.from('id,name,city\nA-1,Müller,"Köln, ""Mitte"""\nA-2,"two\nlines",Évry\n')
  /** Not in the first four bytes: they say what kind of file it is. */
  const change = fc.record({ at: fc.integer({ min: 4, max: text.length - 1 }), byte: fc.nat(255) })

  it('is read on to its end: the good row below is kept, whatever stands above it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(40),
        async (changes, size) => {
          const bytes = Buffer.concat([text, Buffer.from(`\n${good.join(',')}\n`)])
          for (const { at, byte } of changes) bytes[at] = byte
          const { lines, bad } = await read(bytes, size + 1)
          const reader = new CsvReader(',')
          const rows = [...reader.read({ first: 1, lines, bytes: 0, bad }), ...reader.end()]
          expect(rows.filter(({ fault }) => !fault).map(({ cells }) => cells)).toContainEqual(good)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
