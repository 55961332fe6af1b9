/** What texts are about: topics behind a cue, and beside the noun of the rows that have the text. */
import { expect, test } from 'vitest'
import { compileLexicon } from '../lexicon.ts'
import { field, garden, query } from '../kit/garden.ts'

const catalogue = garden()
const visit = catalogue.objects.get('visit')
const report = field('report', 'text', { prose: true, phrases: { cues: ['about', 'mentioning', 'on'] } })
if (visit) catalogue.objects.set('visit', { ...visit, fields: [...visit.fields, report] })

const texts = [
  { object: 'visit', field: 'report', values: ['Blight on the trellis', 'New irrigation pipes'] },
]
const lexicon = compileLexicon(catalogue, [], [], [], texts)
const found = (value: string) => ({
  from: 'visit',
  where: { field: 'report', op: 'contains', value },
})

test.each([
  ['visits about drainage', 'drainage'],
  ['visits mentioning the irrigation', 'irrigation'],
  ['visits about clay', 'clay'],
  ['blight visits', 'blight'],
  ['visits about an irrigation pipe', 'irrigation pipe'],
])('%s: the text is searched for “%s”', (text, value) => {
  expect([text, query(text, lexicon)]).toEqual([text, found(value)])
})

test('rows of a text are found from the rows that have them', () => {
  expect(query('beds with visits about blight', lexicon)).toEqual({
    from: 'bed',
    where: { some: 'visits', where: { field: 'report', op: 'contains', value: 'blight' } },
  })
})

test('what is joined to a topic is one as well', () => {
  const about = (value: string) => ({ field: 'report', op: 'contains', value })
  expect(query('visits about drainage or clay', lexicon)).toEqual({
    from: 'visit',
    where: { or: [about('drainage'), about('clay')] },
  })
})

test.each(['visits with drainage in their report', 'visits whose report mentions drainage'])(
  '%s: the text that is named is searched',
  (text) => {
    expect([text, query(text, lexicon)]).toEqual([text, found('drainage')])
  },
)

test('a word that stands in no text is asked about, and one beside other rows is no topic', () => {
  expect(query('mildew visits', lexicon)).toMatchObject({ kind: 'clarify' })
  expect(query('blight beds', lexicon)).toMatchObject({ kind: 'clarify' })
})
