/** Seeded damage to the files that people hand over: what disks and broken programs do to bytes, and what attackers do to readers. */
import { deflateSync } from 'node:zlib'
import { random, type Random } from '#db/demo/random.ts'
import { rawZip, type RawEntry } from '../fixtures/raw-zip.ts'
import { docxParts, pdfOf } from '../fixtures/source-files.ts'
import { rowsXml, workbookParts } from '../fixtures/workbook.ts'

export type SourceMutant = { name: string; kinds: string[]; bytes: Buffer }

const sentence = (from: Random, n: number) =>
  `${from.pick(['We', 'They', 'The team', 'Our CFO', 'Élodie'])} ${from.pick(['agreed to', 'asked for', 'will not accept', 'moved'])} the ${from.pick(['renewal', 'price', 'pilot', 'go-live', 'São Paulo rollout'])} ${n}.`
const sentences = (from: Random, count: number) => Array.from({ length: count }, (_, n) => sentence(from, n))
const clock = (s: number, point: string) =>
  `${String(Math.floor(s / 3600)).padStart(2, '0')}:${String(Math.floor(s / 60) % 60).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}${point}000`

const vtt = (from: Random) =>
  `WEBVTT\n\nNOTE made by a recorder\n\n${sentences(from, 12).map((text, n) => `${n + 1}\n${clock(n * 9, '.')} --> ${clock(n * 9 + 7, '.')} align:start\n<v ${from.pick(['Ana Díaz', 'Bo Lee'])}>${text} &amp; <i>so on</i>.</v>\n`).join('\n')}` // prettier-ignore
const srt = (from: Random) =>
  sentences(from, 12).map((text, n) => `${n + 1}\r\n${clock(n * 9, ',')} --> ${clock(n * 9 + 7, ',')}\r\nAna: ${text}\r\n`).join('\r\n') // prettier-ignore

function eml(from: Random): string {
  const [one = '', two = '', three = ''] = sentences(from, 3)
  const html = `<html><head><style>.x{display:none}</style></head><body><table><tr><td style="color:#333">${one}</td><td>${two}</td></tr></table><span class="x">hidden</span><blockquote type="cite">${three}</blockquote></body></html>`
  const body = `--b1\r\nContent-Type: multipart/alternative; boundary="b2"\r\n\r\n--b2\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${one}=20\r\n${two}\r\n\r\nBest regards,\r\nAna\r\n\r\nOn Mon, 2 Mar 2026 at 10:02, Bo Lee <bo@y.example> wrote:\r\n> ${three}\r\n--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString('base64')}\r\n--b2--\r\n`
  const attached = `--b1\r\nContent-Type: text/plain; name="notes.txt"\r\nContent-Disposition: attachment; filename="notes.txt"\r\n\r\n${three}\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@z.example\r\nTo: d@z.example\r\nSubject: Inner\r\nDate: Mon, 2 Mar 2026 08:00:00 +0100\r\n\r\n${two}\r\n--b1--\r\n`
  return `From: =?utf-8?q?Ana_D=C3=ADaz?= <ana@x.example>\r\nTo: "Lee, Bo" <bo@y.example>, team: c@z.example;\r\nSubject: =?utf-8?b?UmVuZXdhbCDigJMgTWF5?=\r\nDate: Mon, 2 Mar 2026 10:02:11 +0000\r\nMessage-ID: <1@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n${body}${attached}`
}

const pdf = (from: Random) =>
  pdfOf(
    Array.from({ length: 2 }, () => [{ text: 'Plan', size: 18 }, ...sentences(from, 6).map((text) => ({ text }))]), // prettier-ignore
    { Title: 'Plan' },
  )

/** The same with its streams packed, and what they say between larger or nested than it should be. */
function packedPdf(from: Random): Buffer {
  const plain = pdf(from).toString('latin1')
  const stream = from.pick<() => Buffer>([
    () => Buffer.from(`BT /F1 11 Tf 60 700 Td (${sentence(from, 1)}) Tj ET`),
    () => Buffer.alloc(from.int(1, 60) * 1024 * 1024, 32),
    () => Buffer.from('BT /F1 11 Tf (a) Tj '.repeat(from.int(1_000, 200_000))),
    () => Buffer.from('q '.repeat(from.int(1_000, 500_000))),
    () => Buffer.from('['.repeat(from.int(1_000, 300_000))),
    () => Buffer.from(`<<${'/a<<'.repeat(from.int(1_000, 100_000))}`),
  ])()
  const packed = deflateSync(stream).toString('latin1')
  return Buffer.from(
    plain.replace(
      /<< \/Length \d+ >>\nstream\n[\s\S]*?\nendstream/,
      () => `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
    ),
    'latin1',
  )
}

const docx = (from: Random): RawEntry[] =>
  docxParts(
    [{ text: 'Plan', style: 'Heading1' }, ...sentences(from, 8).map((text) => ({ text })), { text: 'unseen', run: '<w:vanish/>' }],
    `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>${sentence(from, 9)}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
  ) // prettier-ignore
const xlsx = (from: Random): RawEntry[] =>
  workbookParts({ sheets: [{ name: 'Notes', rows: rowsXml([['Account', 'Note'], ...sentences(from, 6).map((text, n) => [`A-${n}`, text])]) }] }) // prettier-ignore

/** Deep, endless, or naming itself: by the format that it is put into. */
const nested: ((from: Random) => string)[] = [
  (from) => '<div>'.repeat(from.int(100, 60_000)),
  (from) => `${'<b>'.repeat(from.int(100, 900))}${'</i>'.repeat(from.int(100, 60_000))}`,
  (from) => '<w:p><w:r>'.repeat(from.int(50, 20_000)),
  (from) => '['.repeat(from.int(100, 100_000)),
  (from) => '<<'.repeat(from.int(100, 50_000)),
  (from) => '('.repeat(from.int(100, 100_000)),
  (from) => '> '.repeat(from.int(100, 50_000)),
  (from) => '\r\n> '.repeat(from.int(100, 20_000)),
  (from) => '\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1'.repeat(from.int(10, 400)),
  (from) => `<v ${'a'.repeat(from.int(100, 200_000))}`,
  (from) => '&'.repeat(from.int(100, 100_000)),
  (from) => '-'.repeat(from.int(100, 200_000)),
  (from) => ' '.repeat(from.int(100, 200_000)),
  (from) => '\n'.repeat(from.int(100, 100_000)),
  (from) => `<style>${'.a{color:#fff}'.repeat(from.int(100, 20_000))}</style>`,
  (from) => '=?utf-8?q?=C3=AD?= '.repeat(from.int(100, 5_000)),
  () => '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>&b;',
]
const numbers = ['-1', '0', '4294967295', '4294967296', '2147483648', '99999999999999999999', '1e308', '00:00:00', '999:99:99.999', '1'.repeat(5_000)] // prettier-ignore
const pieces = ['\0', '\uFEFF', '\u202E', '\u200B', '\u2028', '\ud83d', '𝕏', '%PDF-1.7', 'PK\x03\x04', 'WEBVTT', '-->', 'From x@y Mon Mar  2 10:00:00 2026\n', 'endstream', 'endobj', 'xref', '1 0 R', '</w:p>', '<![CDATA[', '--b1--', 'stream\n', '\r\r\n'] // prettier-ignore

type Maker = (bytes: Buffer, from: Random) => Buffer
const spliced = (bytes: Buffer, at: number, remove: number, insert: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)])
const place = (bytes: Buffer, from: Random) => from.int(0, Math.max(0, bytes.length - 1))

const makers: Record<string, Maker> = {
  'bytes flipped': (bytes, from) => {
    const copy = Buffer.from(bytes)
    for (let n = from.int(1, 24); n > 0; n--) {
      const at = place(copy, from)
      copy[at] = (copy[at] ?? 0) ^ (1 << from.int(0, 7))
    }
    return copy
  },
  'the end lost': (bytes, from) => bytes.subarray(0, place(bytes, from)),
  'the beginning lost': (bytes, from) => bytes.subarray(place(bytes, from)),
  'a range lost': (bytes, from) => spliced(bytes, place(bytes, from), from.int(1, 300), Buffer.alloc(0)),
  'a range again and again': (bytes, from) => {
    const at = place(bytes, from)
    const range = bytes.subarray(at, at + from.int(1, 200))
    return spliced(bytes, at, 0, Buffer.concat(Array<Buffer>(from.pick([1, 30, 5_000])).fill(range)))
  },
  'all of it twice': (bytes) => Buffer.concat([bytes, bytes]),
  'a huge number': (bytes, from) => {
    const found = [...bytes.toString('latin1').matchAll(/\d+/g)]
    if (found.length === 0) return bytes
    const number = from.pick(found)
    return spliced(bytes, number.index, number[0].length, Buffer.from(from.pick(numbers)))
  },
  'something nested': (bytes, from) => spliced(bytes, place(bytes, from), 0, Buffer.from(from.pick(nested)(from))),
  'something special': (bytes, from) => spliced(bytes, place(bytes, from), 0, Buffer.from(from.pick(pieces))),
  noise: (bytes, from) => spliced(bytes, place(bytes, from), from.int(0, 40), Buffer.from(Array.from({ length: from.int(1, 200) }, () => from.int(0, 255)))),
} // prettier-ignore
const makerNames = Object.keys(makers)

function damaged(bytes: Buffer, from: Random, kinds: string[]): Buffer {
  let mutant = bytes
  for (
    let n = from.weighted([
      [1, 5],
      [2, 3],
      [4, 1],
    ]);
    n > 0;
    n--
  ) {
    // prettier-ignore
    const kind = from.pick(makerNames)
    kinds.push(kind)
    mutant = makers[kind]?.(mutant, from) ?? mutant
  }
  return mutant
}

const zeros = new Map<number, Buffer>()
function packedZeros(mb: number): Buffer {
  const packed = zeros.get(mb) ?? deflateSync(Buffer.alloc(mb * 1024 * 1024), { level: 9 }).subarray(2, -4)
  zeros.set(mb, packed)
  return packed
}

/** Half of the damage is done before packing: what is done after is found by the archive's own checksums. */
function zipped(parts: RawEntry[], from: Random, kinds: string[]): Buffer {
  const road = from.weighted([['inside', 5], ['outside', 3], ['bomb', 2]]) // prettier-ignore
  if (road === 'outside') return damaged(rawZip(parts), from, kinds)
  const target = from.pick(parts.filter(({ name }) => /(?:document|sheet1|styles|sharedStrings|workbook)\.xml/.test(String(name)))) // prettier-ignore
  if (road === 'bomb') {
    kinds.push('bomb')
    const mb = from.pick([1, 8, 256])
    const bomb = from.pick<Partial<RawEntry>>([
      { packed: packedZeros(mb), size: mb * 1024 * 1024 },
      { packed: packedZeros(mb), size: from.int(1, 1_000) },
      { size: from.int(0, 0x7fffffff) },
      { checksum: from.int(0, 0x7fffffff) },
      { data: `<?xml version="1.0"?>${from.pick(nested)(from)}` },
    ])
    return rawZip(parts.map((part) => (part === target ? { ...part, ...bomb } : part)))
  }
  const inner = damaged(Buffer.from(target.data ?? ''), from, kinds)
  return rawZip(parts.map((part) => (part === target ? { ...part, data: inner } : part)))
}

/** The same seed and number give the same mutant. */
export function sourceMutant(seed: number, n: number): SourceMutant {
  const from = random(seed, 'source mutant', n)
  const kinds: string[] = []
  const made: [name: string, make: () => Buffer][] = [
    ['call.vtt', () => damaged(Buffer.from(vtt(from)), from, kinds)],
    ['call.srt', () => damaged(Buffer.from(srt(from)), from, kinds)],
    ['mail.eml', () => damaged(Buffer.from(eml(from)), from, kinds)],
    ['plan.pdf', () => damaged(from.chance(0.7) ? pdf(from) : packedPdf(from), from, kinds)],
    ['plan.docx', () => zipped(docx(from), from, kinds)],
    ['notes.xlsx', () => zipped(xlsx(from), from, kinds)],
  ]
  const [name, make] = made[n % made.length] ?? from.pick(made)
  return { name, kinds, bytes: make() }
}
