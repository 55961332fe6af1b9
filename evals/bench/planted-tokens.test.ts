/** The search for planted tokens finds them in every form, and what is told of moved ciphertexts is told of real moves. */
import { Writable } from 'node:stream'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { random } from '#db/demo/random.ts'
import { logRedaction } from '#server/log-redaction.ts'
import { damage, moveUnderOneKey } from './moved-ciphertexts.ts'
import { hitsIn, makeToken } from './planted-tokens.ts'
import { logEverywhere } from './token-roads.ts'

const chance = random(7, 'planted')
const token = makeToken(chance)

describe('a planted token is found', () => {
  const bytes = Buffer.from(token)
  test.each<[string, string]>([
    ['as it is', `…${token}…`],
    ['in an address', `?t=${encodeURIComponent(token)}&`],
    ['in JSON', JSON.stringify({ token })],
    ['in hex', bytes.toString('hex')],
    ['in base64', bytes.toString('base64')],
    ['in base64 behind one byte', Buffer.from(`:${token}:more`).toString('base64')],
    ['in base64 behind two', Buffer.from(`a:${token}`).toString('base64url')],
  ])('%s', (_, text) => {
    expect(hitsIn([text, 'nothing'], [token, makeToken(chance)])).toMatchObject([{ token }])
  })
})

test('every line that would show a token does so without the redaction, and none does with it', () => {
  const linesOf = (options: pino.LoggerOptions) => {
    const lines: string[] = []
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString())
        done()
      },
    })
    logEverywhere(pino({ level: 'trace', ...options }, stream), token)
    return lines
  }
  const open = linesOf({})
  expect(hitsIn(open, [token])).toHaveLength(open.length)
  expect(hitsIn(linesOf(logRedaction().options), [token])).toEqual([])
})

test('a sealed value opens in its own place alone, and not at all where a bit of it is changed', () => {
  for (const { tries, opened, rightful, lost } of [moveUnderOneKey(), damage(chance)]) {
    expect({ opened, lost }).toEqual({ opened: [], lost: [] })
    expect(Math.min(tries, rightful)).toBeGreaterThan(0)
  }
})
