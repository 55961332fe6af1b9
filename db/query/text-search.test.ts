/** Words searched in texts: what each way of writing them finds, and that nothing typed is more than words. */
import { beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from '../history/change.ts'
import * as table from '../schema/tables.ts'
import { idOf, named, workspaceId } from './test-ids.ts'
import { openTestStore } from './test-store.ts'
import { termsOf } from './text-search.ts'

const { db, ask, rows, refusal } = openTestStore(freshDb)

const texts: Record<string, string | null> = {
  T1: 'Renewal pricing agreed',
  T2: 'They asked about prices for the renewals, again',
  T3: 'Crème brûlée for Übung; naïve café, ÉLAN',
  T4: 'e-mail/contact: ops@acme.test (v2.1) 50% off',
  T5: 'The pricing of the renewal',
  T6: 'Новости компании, цены',
  T7: null,
}

beforeAll(async () => {
  await inChange(db(), workspaceId, { kind: 'edit', source: 'steward' }, (tx) =>
    tx.insert(table.activities).values(
      Object.entries(texts).map(([id, body]) => ({
        ...named(id),
        accountId: idOf('A1'),
        type: 'note' as const,
        at: '2026-01-01T00:00:00Z',
        subject: id === 'T1' ? 'Quarterly talk' : `Note ${id}`,
        body,
      })),
    ),
  )
})

const ours = { field: 'id', op: 'in' as const, value: Object.keys(texts) }
async function found(value: string, field = 'body'): Promise<string[]> {
  const where = { and: [ours, { field, op: 'matches' as const, value }] }
  return (await rows({ from: 'activity', where, select: ['id'] })).map(({ id }) => String(id)).toSorted()
}

describe('words are found', () => {
  it.each<[string, string, string[]]>([
    ['in any order, by their stems', 'pricing renewals', ['T1', 'T2', 'T5']],
    ['as they are, where they are too common to have a stem', 'the', ['T2', 'T5']],
    ['by their beginning', 'pric*', ['T1', 'T2', 'T5']],
    ['by a beginning that is no stem', 'renewa*', ['T1', 'T2', 'T5']],
    ['next to each other, exactly', '"renewal pricing"', ['T1']],
    ['next to each other, not by stems', '"renewals pricing"', []],
    ['with another left out', 'pricing -agreed', ['T2', 'T5']],
    ['with a phrase left out', 'pricing -"the renewal"', ['T1', 'T2']],
    ['with a beginning left out', 'renewal -agree*', ['T2', 'T5']],
    ['without accents, whatever the case', 'CREME brulee ubung Elan', ['T3']],
    ['with accents that the text has not', 'PRÏCING', ['T1', 'T2', 'T5']],
    ['between signs', 'acme', ['T4']],
    ['as a phrase, where signs join them', 'e-mail', ['T4']],
    ['as a phrase with a beginning', 'e-mai*', ['T4']],
    ['with numbers', 'v2.1 50%', ['T4']],
    ['in other scripts', 'новости ЦЕНЫ', ['T6']],
  ])('%s: %s', async (_, value, ids) => {
    expect(await found(value)).toEqual(ids)
  })

  it('by nothing but what they are not, also where there is no text', async () => {
    expect(await found('-renewal')).toEqual(['T3', 'T4', 'T6', 'T7'])
  })

  it('in any text of the row, a phrase within one of them', async () => {
    expect(await found('quarterly agreed', 'any_text')).toEqual(['T1'])
    expect(await found('"quarterly talk"', 'any_text')).toEqual(['T1'])
    expect(await found('"talk renewal"', 'any_text')).toEqual([])
    expect(await found('-"quarterly talk" pricing', 'any_text')).toEqual(['T2', 'T5'])
  })

  it('in the texts of a related row', async () => {
    const query = {
      from: 'ticket',
      where: { field: 'account.any_text', op: 'matches' as const, value: 'alder retail' },
    }
    expect((await ask(query)).total).toBe(3)
    expect((await ask(query)).reading).toBe('tickets where account any text mentions “alder retail”')
    expect(
      (
        await ask({
          from: 'account',
          where: { some: 'activities', where: { field: 'body', op: 'matches', value: 'brulee' } },
        })
      ).rows,
    ).toMatchObject([{ id: 'A1' }])
  })
})

describe('a search is refused', () => {
  const where = (field: string, value: unknown) => ({
    from: 'activity',
    where: { field, op: 'matches', value },
  })
  it.each<[string, unknown, string]>([
    ['without a word', where('body', ' -"" & * '), 'where.value: there is no word in it'],
    [
      'in a number',
      where('sentiment', 'x'),
      'where.op: matches searches words in a text, and sentiment is a number',
    ],
    ['for a number', where('body', 5), 'where.value: matches needs words'],
    [
      'for more words than can be meant',
      where('body', 'a b c d e f g h i j k l m n o p q r s t u'),
      'at most 20 words',
    ],
    ['in a field that is not there', where('bdoy', 'x'), 'where.field: there is no field "bdoy"'],
  ])('%s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })
})

describe('whatever is typed', () => {
  it('is words, signs left out', () => {
    expect(
      termsOf(`"it's (a | b)" -x:* 'y' \\ <-> !z*`).map(({ words, kind, isAbsent }) => [
        words.join(' '),
        kind,
        isAbsent,
      ]),
    ).toEqual([
      ['it s a b', 'phrase', false],
      ['x', 'prefix', true],
      ['y', 'word', false],
      ['z', 'prefix', false],
    ])
  })

  it('never breaks the statement', async () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom("'", '"', '\\', ':*', ' & ', '!', '<->', '(', '-', '*', 'é', '\u0000'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const value = pieces.join('')
        if (termsOf(value).length === 0)
          await refusal({ from: 'activity', where: { field: 'any_text', op: 'matches', value } })
        else expect((await found(value, 'any_text')).length).toBeLessThan(8)
      }),
      { numRuns: 60 },
    )
  })
})
