/** What is secret never reaches the log, however deep it stands and however it is written. */
import { Writable } from 'node:stream'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { logRedaction } from './log-redaction.ts'

const secret = 'q7Zk-PLANTED-9fXw2LmB'

/** What the log says of it. */
function logged(write: (log: pino.Logger) => void, known: string[] = []): string {
  let said = ''
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said += chunk.toString()
      done()
    },
  })
  write(pino({ level: 'trace', ...logRedaction(known).options }, stream))
  return said
}

describe('a secret is taken out', () => {
  test.each<[string, object]>([
    ['a password', { password: secret }],
    ['a new password deep inside', { body: [{ a: { newPassword: secret } }] }],
    ['a token', { session: { token: secret } }],
    ['an access token', { accessToken: secret, refresh_token: secret, id_token: secret }],
    [
      'headers',
      {
        headers: {
          authorization: `Bearer ${secret}`,
          cookie: `__Host-steward=${secret}`,
          'x-api-key': secret,
        },
      },
    ],
    ['set-cookie as a list', { res: { 'set-cookie': [`a=${secret}; HttpOnly`] } }],
    [
      'raw headers',
      { rawHeaders: ['Authorization', `Bearer ${secret}`, 'Cookie: b', `cookie: s=${secret}`] },
    ],
    ['keys', { apiKey: secret, signingKey: secret, client_secret: secret, privateKey: secret }],
    ['codes', { totp: '123456', code: '123456', recoveryCodes: [secret], otp: secret }],
    ['a single sign-on answer', { SAMLResponse: secret, RelayState: secret, state: secret, code: secret }],
    ['a link of a reset', { url: `/api/auth/reset-password?token=${secret}&callbackURL=/` }],
    ['a link with the token in its path', { url: `https://steward.acme.example/reset-password/${secret}` }],
    ['an invitation', { url: `/invitation/${secret}` }],
    ['an OAuth callback', { url: `/api/auth/callback/okta?code=${secret}&state=${secret}` }],
    ['a server’s address', { at: `postgres://steward:${secret}@db.acme.example/steward` }],
    ['a form', { body: `email=a%40b.example&password=${secret}` }],
    [
      'JSON in a text',
      { body: JSON.stringify({ password: secret, nested: JSON.stringify({ token: secret }) }) },
    ],
    ['a private key', { text: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----` }],
    ['a token of a known make', { text: `with xoxb-${secret} and sk-${secret}` }],
  ])('%s', (_, fields) => {
    expect(logged((log) => log.info(fields, 'it happened'))).not.toMatch(/PLANTED|123456/)
  })

  test('from errors, their causes and what hangs on them', () => {
    const error = new Error(`refused: Authorization: Bearer ${secret}`, {
      cause: new Error(`GET /callback?code=${secret}`),
    })
    Object.assign(error, { config: { headers: { Authorization: secret } } })
    expect(logged((log) => log.error({ err: error }, 'failed'))).not.toContain('PLANTED')
  })

  test('from the message and from what a child logger carries', () => {
    const said = logged((log) => {
      log
        .child({ cookie: secret, req: { url: `/x?token=${secret}` } })
        .warn(`asked with ?access_token=${secret}`)
      log.info('token=%s', secret)
    })
    expect(said).not.toContain('PLANTED')
  })

  test('by its value, in every spelling, where it is known', () => {
    const value = 'päss "word" & known/+1'
    const bytes = Buffer.from(value)
    const spellings = [
      ...[value, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')],
      ...[encodeURIComponent(value), JSON.stringify(value)],
    ]
    const said = logged((log) => spellings.forEach((one) => log.info({ note: one }, `seen ${one}`)), [value])
    for (const one of spellings) expect(said).not.toContain(one)
    expect(said).not.toContain('known/+1')
  })
})

describe('what is no secret stays', () => {
  test.each<[string, object]>([
    ['counts', { tokensIn: 512, tokenBudget: 60_000, secrets: 3 }],
    ['states and codes', { state: 'running', code: '23505', err: { code: 'ECONNREFUSED' } }],
    [
      'addresses',
      { url: 'https://steward.acme.example/accounts/0199b7a2-0000-7000-8000-000000000001?limit=50' },
    ],
    ['ids', { account: 'A-1042', person: '0199b7a2-0000-7000-8000-000000000001' }],
    ['sentences', { note: 'The state of the account is red; a code review is due.' }],
  ])('%s', (_, fields) => {
    const said = JSON.parse(logged((log) => log.info(fields, 'as it is'))) as object
    expect(said).toMatchObject({ ...fields, msg: 'as it is' })
  })
})

test('a hostile text is read in passing', () => {
  for (const part of [
    'eyJ-',
    'a.',
    'token',
    '"token":"',
    'code=',
    'http://a:',
    '-----BEGIN PRIVATE KEY-----',
  ]) {
    const said = logged((log) => log.info({ text: part.repeat(20_000) }, 'long'))
    expect(said).toContain('long')
  }
}, 10_000)
