/** Who is on record twice is found by what names, domains and e-mails say, with the reasons; who only sounds alike is not. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inChange } from '#db/history/change.ts'
import { idOf, named, workspaceId } from '#db/query/test-ids.ts'
import * as table from '#db/schema/tables.ts'
import { testEffects, type ToolEffects } from '#evals/kit/tool-effects.ts'

let effects: ToolEffects
beforeAll(async () => {
  const account = (id: string, name: string, rest: object = {}) => ({
    ...{ ...named(id), name, currency: 'USD', csmId: idOf('dana'), lifecycle: 'adopting' as const, ...rest },
  })
  const contact = (id: string, name: string, email: string, at = 'A1') => ({
    ...{ ...named(id), accountId: idOf(at), name, email },
  })
  effects = await testEffects((db) =>
    inChange(db, workspaceId, { kind: 'import', source: 'test' }, async (tx) => {
      await tx
        .insert(table.accounts)
        .values([
          account('B1', 'Société Générale Énergie', { domain: 'sge.example' }),
          account('B2', 'SOCIETE GENERALE ENERGIE S.A.'),
          account('B3', 'Northwind Traders', { domain: 'https://www.northwind.example/about' }),
          account('B4', 'NW Trading', { domain: 'northwind.example' }),
          account('B5', 'Brightwater'),
          account('B6', 'Brightwatre Inc.'),
          account('B7', 'Branch 12'),
          account('B8', 'Branch 13'),
          account('B9', 'Alder Holding', { parentId: idOf('A1') }),
          account('B10', 'Meridian Foods'),
          account('B11', 'Meridian Software'),
        ])
      await tx
        .insert(table.contacts)
        .values([
          contact('P1', 'Jane Doe', 'jane@doe.test'),
          contact('P2', 'J. Doe', 'jdoe@doe.test'),
          contact('P3', 'Doe, Jane', 'j.d@doe.test'),
          contact('P4', 'Somebody Else', 'JANE@doe.test', 'A2'),
          contact('P5', 'Jane Miller', 'miller@doe.test'),
        ])
    }),
  )
})
afterAll(() => effects.close())

const pairsOf = async (input: object): Promise<Map<string, string>> => {
  const outcome = await effects.read('records_find_duplicates', input)
  if (!outcome.ok) throw outcome.problem
  const [block] = outcome.answer.blocks
  return new Map(
    block?.kind === 'table'
      ? block.rows.map((row) => [
          [String(row.id), String(row.other_id)].sort().join(' '),
          (row.reasons as string[]).join(', '),
        ])
      : [],
  )
}

it('finds accounts by name without accents and legal form, by domain, by a slip of the keyboard', async () => {
  const pairs = await pairsOf({})
  expect([...pairs.keys()].sort()).toEqual(['B1 B2', 'B3 B4', 'B5 B6'])
  expect(pairs.get('B1 B2')).toBe('same name')
  expect(pairs.get('B3 B4')).toContain('same domain northwind.example')
  expect(pairs.get('B5 B6')).toMatch(/^names \d+ % alike$/)
})

it('finds contacts by e-mail anywhere, and at one account by name in any order and by initial', async () => {
  const pairs = await pairsOf({ object: 'contact' })
  expect([...pairs.keys()].sort()).toEqual(['P1 P2', 'P1 P3', 'P1 P4'].concat('P2 P3').sort())
  expect(pairs.get('P1 P4')).toBe('same e-mail')
  expect(pairs.get('P1 P3')).toBe('same name, same account')
  expect(pairs.get('P1 P2')).toContain('initial fits')
})

it('looks for those of one row, or of some accounts', async () => {
  expect([...(await pairsOf({ like: 'B5' })).keys()]).toEqual(['B5 B6'])
  const some = { of: { where: { field: 'domain', op: 'eq', value: 'sge.example' } } }
  expect([...(await pairsOf(some)).keys()]).toEqual(['B1 B2'])
  expect((await pairsOf({ like: 'A1' })).size).toBe(0)
})
