/** What a workspace's short name is proposed as. */
import { expect, test } from 'vitest'
import { idFrom } from './workspace-id.ts'

test('letters lose their marks, anything else becomes one dash, and none stands at an end', () => {
  expect(idFrom('Café Brûlot & Söhne GmbH')).toBe('cafe-brulot-sohne-gmbh')
  expect(idFrom('  (Acme)  ')).toBe('acme')
  expect(idFrom('日本')).toBe('')
})

test('a long name is cut to what an id may hold', () => {
  expect(idFrom('a'.repeat(100))).toHaveLength(63)
})
