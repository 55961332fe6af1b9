/** The gate's table, cell by cell: it denies what it does not know, and nothing about a call but its facts decides. */
import { describe, expect, test } from 'vitest'
import type { Asker } from '#db/contract.ts'
import { effectKinds, integrities } from '#db/effects/contract.ts'
import { allRights, builtInRoles } from '#db/rights.ts'
import { decide, kindOf, limits, table, type Declared, type Facts, type Policy } from './gate.ts'

const asker: Pick<Asker, 'name' | 'role' | 'rights'> = { name: 'Ada', role: 'admin', rights: allRights }
const policy: Policy = { held: null, standing: null, eligible: 5 }
const colleague = { known: 'colleague', mayRead: true } as const
/** A call of each kind, with nothing that forbids it. */
const calls: Record<(typeof effectKinds)[number], { tool: Declared; rows: number } & Partial<Facts>> = {
  E0: { tool: { name: 'read', effect: 'read' }, rows: 0 },
  E1: {
    tool: { name: 'ask', effect: 'read', kind: 'E1' },
    rows: 0,
    outside: { listed: true, freeText: false },
  },
  E2: { tool: { name: 'write', effect: 'write' }, rows: limits.smallRows },
  E3: { tool: { name: 'write', effect: 'write' }, rows: limits.smallRows + 1 },
  E4: { tool: { name: 'send', effect: 'send' }, rows: 1, recipients: [colleague] },
  E5: { tool: { name: 'administer', effect: 'administer' }, rows: 1 },
}
const judged = (facts: Partial<Facts> & { tool: Declared | undefined }) =>
  decide({ integrity: 'T', rows: 1, deletions: 0, asker, policy, ...facts })

describe('the gate', () => {
  test.each([
    ['E0', 'T', 'allow', 'allow'],
    ['E0', 'U', 'allow', 'allow'],
    ['E1', 'T', 'listed', 'allow'],
    ['E1', 'U', 'listed_no_text', 'allow'],
    ['E2', 'T', 'ask_or_standing', 'ask'],
    ['E2', 'U', 'ask', 'ask'],
    ['E3', 'T', 'ask', 'ask'],
    ['E3', 'U', 'ask_second', 'ask'],
    ['E4', 'T', 'ask', 'ask'],
    ['E4', 'U', 'ask_known', 'ask'],
    ['E5', 'T', 'deny', 'deny'],
    ['E5', 'U', 'deny', 'deny'],
  ] as const)('of %s in context %s follows the rule %s', (kind, integrity, rule, decision) => {
    expect(table[kind][integrity]).toBe(rule)
    expect(judged({ ...calls[kind], integrity }).decision).toBe(decision)
  })

  test('has a rule for every kind and label, and no other', () => {
    expect(Object.keys(table)).toEqual([...effectKinds])
    for (const row of Object.values(table)) expect(Object.keys(row)).toEqual([...integrities])
  })

  test('lets go at once only small trusted writes of a standing approval', () => {
    const standing = { ...policy, standing: { mostRows: 10 } }
    const small = { ...calls.E2, rows: 10, policy: standing }
    expect(judged(small)).toEqual({ decision: 'allow', kind: 'E2' })
    for (const other of [
      { integrity: 'U' as const },
      { rows: 11 },
      { rows: 0 },
      { deletions: 1 },
      calls.E3,
      calls.E4,
    ])
      expect(judged({ ...small, ...other }).decision).toBe('ask')
  })

  test('asks two people of many rows from untrusted context, where there are two', () => {
    const many = { ...calls.E3, rows: limits.aloneRows + 1, integrity: 'U' as const }
    expect(judged(many)).toMatchObject({ approvals: 2 })
    for (const other of [
      { rows: limits.aloneRows },
      { integrity: 'T' as const },
      { policy: { ...policy, eligible: 1 } },
    ])
      expect(judged({ ...many, ...other })).toMatchObject({ approvals: 1 })
  })

  test('denies what nobody may click away', () => {
    const untrusted = { ...calls.E4, integrity: 'U' as const }
    for (const recipients of [
      [],
      [{ known: 'nobody', mayRead: true }],
      [{ known: 'contact', mayRead: false }],
    ] as const)
      expect(judged({ ...untrusted, recipients: [...recipients] }).decision).toBe('deny')
    expect(judged({ ...calls.E1, outside: { listed: false, freeText: false } }).decision).toBe('deny')
    expect(judged({ ...calls.E1, outside: undefined }).decision).toBe('deny')
    expect(judged({ ...calls.E1, integrity: 'U', outside: { listed: true, freeText: true } }).decision).toBe(
      'ask',
    )
    for (const kind of ['E1', 'E2', 'E3', 'E4', 'E5'] as const)
      expect(judged({ ...calls[kind], policy: { ...policy, held: 'stopped' } }).decision).toBe('deny')
    expect(judged({ ...calls.E0, policy: { ...policy, held: 'stopped' } }).decision).toBe('allow')
  })

  test('lets everybody read and nobody change anything without the right to act', () => {
    for (const { key, may } of Object.values(builtInRoles)) {
      const one = { ...asker, rights: { ...allRights, role: key, may: [...may] } }
      expect(judged({ ...calls.E0, asker: one }).decision).toBe('allow')
      for (const kind of ['E2', 'E3', 'E4'] as const)
        expect(judged({ ...calls[kind], asker: one }).decision).toBe(may.includes('act') ? 'ask' : 'deny')
    }
  })

  test('denies what it does not know', () => {
    expect(judged({ tool: undefined })).toEqual({
      decision: 'deny',
      reason: 'There is no tool of that name.',
    })
    const strange = [
      { tool: { name: 'x', effect: 'guess' } },
      { tool: { name: 'x', effect: 'read', kind: 'E2' } },
      { tool: { name: 'x', effect: 'write', kind: 'E0' } },
      { tool: { name: 'x', effect: 'write', kind: 'E9' } },
      { tool: calls.E2.tool, integrity: 'trusted' },
      { tool: calls.E2.tool, rows: Number.NaN },
      { tool: calls.E2.tool, rows: -1 },
      { tool: calls.E2.tool, deletions: 0.5 },
      { tool: calls.E0.tool, asker: { ...asker, role: 'guest' } },
    ] as unknown as Parameters<typeof judged>[0][]
    for (const facts of strange) expect(judged(facts).decision).toBe('deny')
    expect(kindOf({ name: 'x', effect: 'write', kind: 'E3' }, { rows: 1, deletions: 0 })).toBe('E3')
  })
})
