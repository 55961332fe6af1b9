/** A person is found in every spelling, and nobody else is; what is replaced is replaced once. */
import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { fold, foldText } from './fold.ts'
import { matcherOf, replaced, type Doubts, type Identifiers } from './matcher.ts'
import { mayMentionIn } from './may-mention.ts'
import { isPersonAlone, scrub } from './scrub.ts'

const known: Identifiers = {
  names: ['Renate Vogel-Öhm'],
  emails: ['renate.vogel@northlight.example'],
  phones: ['+49 30 5550101'],
  ids: ['C-17', '7'],
}
const nobody: Doubts = { names: new Set(), parts: new Set(), ids: new Set() }
const matcher = matcherOf(known, nobody)
const erased = (text: string, isTied = false, of = matcher) => replaced(text, of.spans(text, isTied))

describe('finds', () => {
  test.each([
    ['Renate Vogel-Öhm said so.', '[erased person] said so.'],
    ['RENATE VOGEL-ÖHM', '[erased person]'],
    ['renate vogel-ohm', '[erased person]'],
    ['Renate Vogel-O\u0308hm.', '[erased person].'],
    ['Vogel-Öhm, Renate', '[erased person]'],
    ['Renate\u00a0Vogel-Öhm', '[erased person]'],
    ['Re\u00adnate Vogel-\u200bÖhm', '[erased person]'],
    ['{\\"by\\":\\"x\\nRenate Vogel-Öhm\\"}', '{\\"by\\":\\"x\\n[erased person]\\"}'],
    ['to Renate.Vogel@Northlight.Example now', 'to [erased address] now'],
    ['<renate.vogel+q3@northlight.example>', '<[erased address]>'],
    ['?mail=renate.vogel%40northlight.example&x', '?mail=[erased address]&x'],
    ['renate.vogel [at] northlight.example', '[erased address]'],
    ['call +49 30 5550101.', 'call [erased number].'],
    ['call 0049305550101', 'call [erased number]'],
    ['call 030/555 01 01', 'call [erased number]'],
    ['call +49 (0)30 555-0101', 'call [erased number]'],
    ['ｃａｌｌ ＋４９３０５５５０１０１', 'ｃａｌｌ [erased number]'],
    ['row C-17 of contacts', 'row [erased id] of contacts'],
  ])('%j', (text, wanted) => expect(erased(text)).toBe(wanted))

  test('a part of the name where the text is known to speak of the person, and nowhere else', () => {
    expect(erased('Dear Renate, Ms Vogel-Öhm knows.')).toBe('Dear Renate, Ms Vogel-Öhm knows.')
    expect(erased('Dear Renate, Ms Vogel-Öhm knows.', true)).toBe(
      'Dear [erased person], Ms [erased person] knows.',
    )
  })

  test('names without spaces around them, in scripts that write none', () => {
    const of = matcherOf({ names: ['山田太郎'], emails: [], phones: [], ids: [] }, nobody)
    expect(erased('昨日山田太郎さんは言った', false, of)).toBe('昨日[erased person]さんは言った')
  })
})

describe('leaves alone', () => {
  test.each([
    'Renate Vogelsang',
    'Grenate Vogel-Öhm-Maier was not there',
    'Vogel-Öhm & Sons',
    'renate.vogel@northlight.example.org',
    'other-renate.vogel@northlight.example',
    'renate.vogel@northlight.examples',
    '+49 30 55501012',
    '+49 40 5550101',
    'row C-170 and XC-17',
    '7 of 17',
  ])('%j', (text) => expect(erased(text)).toBe(text))

  test('a full name that is somebody else’s too, and lists it; a tied text is theirs', () => {
    const of = matcherOf(known, { ...nobody, names: new Set([foldText('Renate Vogel-Öhm')]) })
    expect(erased('Renate Vogel-Öhm', false, of)).toBe('Renate Vogel-Öhm')
    expect(of.sharedName('with RENATE Vogel-Öhm')).toBe(true)
    expect(erased('Renate Vogel-Öhm', true, of)).toBe('[erased person]')
  })

  test('a first name that is a colleague’s too', () => {
    const of = matcherOf(known, { ...nobody, parts: new Set(['renate']) })
    expect(erased('Renate and Vogel-Öhm', true, of)).toBe('Renate and [erased person]')
    expect(of.sharedParts('Renate')).toBe(true)
  })

  test('an id that is another row’s too', () => {
    expect(erased('C-17', false, matcherOf(known, { ...nobody, ids: new Set(['C-17']) }))).toBe('C-17')
  })
})

describe('in a stored value', () => {
  test('numbers, keys and order of JSON stay as they were written', () => {
    const json = '{"n": 1.50, "big": 12345678901234567890, "by": "Renate Vogel-Öhm", "x": [49305550101, 7]}'
    expect(scrub('json', json, { matcher, isTied: false })?.value).toBe(
      '{"n": 1.50, "big": 12345678901234567890, "by": "[erased person]", "x": ["[erased number]", 7]}',
    )
  })

  test('a speaker is the person, with what stands beside the name, or is not', () => {
    const alone = (text: string) => isPersonAlone(text, matcher)
    expect(['Renate', 'Vogel-Öhm, Renate (Northlight)', 'Renate Vogel-Öhm:'].map(alone)).toEqual([
      true,
      true,
      true,
    ])
    expect(['Renate and Hugo', 'Hugo', 'Renate’s phone'].map(alone)).toEqual([false, false, false])
  })

  test('bytes that are no text keep every byte around the mention', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('C-17'), Buffer.from([0x81])])
    const done = scrub('bytes', bytes.toString('base64'), { matcher, isTied: false })
    const wanted = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('[erased id]'),
      Buffer.from([0x81]),
    ])
    expect(done?.value).toBe(wanted.toString('base64'))
  })
})

const words = fc.oneof(
  fc.constantFrom(
    'Renate',
    'Vogel-Öhm',
    'VOGEL-ÖHM',
    'C-17',
    '+49 30 5550101',
    'renate.vogel@northlight.example',
  ),
  fc.constantFrom('the', 'said:', 'a\\b', '"'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)
const texts = fc.array(words, { maxLength: 8 }).map((all) => all.join(' '))

test('a second run finds nothing, whatever the text', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, isTied) => {
      const once = erased(text, isTied)
      expect(matcher.spans(once, isTied)).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('folding tells of each character where it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { text: folded, from } = fold(text)
      expect(folded).toBe(foldText(text))
      expect(from).toHaveLength(folded.length + 1)
      expect(from.at(-1)).toBe(text.length)
    }),
    { numRuns: 2_000 },
  )
})

describe('the database', () => {
  let db: Db
  beforeAll(async () => {
    db = await freshDb()
  })
  afterAll(() => db.close())

  test('finds at least what is found here', async () => {
    const samples = fc
      .sample(texts, { numRuns: 1_000, seed: 1 })
      .map((text) => text.replaceAll('\0', '').toWellFormed())
    const mentioned = samples.filter((text) => matcher.spans(text, true).length > 0)
    expect(mentioned.length).toBeGreaterThan(100)
    const rows = await db.asOwner((tx) =>
      rowsOf<{ text: string }>(
        tx,
        sql`select text from json_array_elements_text(${JSON.stringify(mentioned)}::json) text
            where not ${mayMentionIn(sql`text`, matcher)} or not ${mayMentionIn(sql`to_jsonb(text)::text`, matcher)}`,
      ),
    )
    expect(rows).toEqual([])
  })
})
