/** The estimate beside the counts of a real tokenizer (o200k), taken once and written down. */
import { expect, test } from 'vitest'
import { estimateTokens, messageTokens } from './tokens.ts'

test.each([
  ['Which enterprise accounts renewing this quarter went quiet, and who looks after them?', 15],
  [
    'A-1001\tAcme Robotics\t17919.5\t2026-11-02\tgreen\nA-1002\tBlue Ridge Dental\t25839\t2026-12-03\tred',
    43,
  ],
  ['{"from":"account","where":{"and":[{"field":"health_band","op":"ne","value":"green"}]},"limit":25}', 29],
  ['3f2a91c4-77be-4d0e-9a51-0c2d6e8f1b34', 31],
  ['Welche Kunden haben seit vier Wochen keine Rückmeldung gegeben?', 11],
  ['来四半期に更新予定の顧客を教えてください。', 16],
])('%s', (text, counted) => {
  expect(estimateTokens(text) / counted).toBeGreaterThan(0.9)
  expect(estimateTokens(text) / counted).toBeLessThan(1.7)
})

test('a message costs its text, its calls with their inputs, and a little for itself', () => {
  const plain = messageTokens({ role: 'user', content: 'one two three' })
  const calling = messageTokens({
    role: 'assistant',
    content: 'one two three',
    toolCalls: [{ id: 'a', tool: 'records_query_records', input: { from: 'account' } }],
  })
  expect(plain).toBeGreaterThan(3)
  expect(calling).toBeGreaterThan(plain + 10)
})
