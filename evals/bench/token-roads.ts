/** Every road by which a token is stored or could be logged, each walked with tokens of its own, in this process and in a service of its own. */
import { Writable } from 'node:stream'
import pino, { type Logger } from 'pino'
import type { Db } from '#db/connect.ts'
import type { Random } from '#db/demo/random.ts'
import { makeKey } from '#db/identities/keys.ts'
import { makeLink } from '#db/identities/links.ts'
import { identities } from '#db/schema/sign-in.ts'
import { instanceSecret } from '#db/secrets/instance-secret.ts'
import { rotateDataKeys, rotateMaster } from '#db/secrets/rotate.ts'
import { openSecret, sealSecret } from '#db/secrets/secrets.ts'
import { openVault } from '#db/secrets/vault.ts'
import { logRedaction } from '#server/log-redaction.ts'
import { start } from '../kit/process.ts'
import type { Place } from '../kit/store.ts'
import { makeToken } from './planted-tokens.ts'

export type Walked = { tokens: string[]; log: string[] }

const person = (n: number) => `01999999-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Stored: connectors' secrets before and after both rotations, the instance's own, keys of programs, links. All of it is logged too. */
export async function storeTokens(db: Db, folder: string, chance: Random, secrets: number): Promise<Walked> {
  const { log, lines, redaction } = openedLog()
  const vault = await openVault(db, { folder }, redaction.add)
  const tokens: string[] = []
  for (let n = 0; n < secrets; n++) {
    const token = makeToken(chance)
    tokens.push(token)
    const place = {
      ...{ workspace: `w${n % 3}`, owner: n % 2 === 0 ? null : person(n) },
      ...{ provider: chance.pick(['salesforce', 'slack', 'gmail']), name: `token ${n}` },
    }
    await db.inWorkspace(place.workspace, (tx) => sealSecret(tx, vault, place, token))
    if (n === secrets >> 1) {
      await rotateDataKeys(db, vault)
      await rotateMaster(db, vault)
    }
    const value = await db.inWorkspace(place.workspace, (tx) => openSecret(tx, vault, place), 'read')
    // By its value alone: neither the field nor the text says what it is.
    log.info({ note: value, list: [[value]] }, `the provider said ${value ?? ''} and hung up`)
  }
  for (const name of ['sign-in', 'second-factor', 'mail']) tokens.push(await instanceSecret(db, vault, name))
  tokens.push(...(await storeIdentityTokens(db)))
  for (const token of tokens) logEverywhere(log, token)
  return { tokens, log: lines }
}

async function storeIdentityTokens(db: Db): Promise<string[]> {
  await db.inSignIn((tx) =>
    tx.insert(identities).values({ id: 'i1', name: 'Ada', email: 'ada@acme.example' }).onConflictDoNothing(),
  )
  const tokens: string[] = []
  for (let n = 0; n < 5; n++) {
    const made = await makeKey(db, {
      ...{ identityId: 'i1', workspaceId: 'w0', personId: person(n), label: `key ${n}` },
      ...{ scopes: ['ask'], days: 30 },
    })
    const link = await db.inSignIn((tx) =>
      makeLink(tx, {
        kind: 'invitation',
        email: 'ada@acme.example',
        workspaceId: 'w0',
        personId: person(n),
        inviterId: person(9),
      }),
    )
    tokens.push(made.key, made.key.slice(-43), link.token)
  }
  return tokens
}

function openedLog() {
  const lines: string[] = []
  const redaction = logRedaction()
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  return { log: pino({ level: 'trace', ...redaction.options }, stream), lines, redaction }
}

/** As code that means no harm logs it. */
export function logEverywhere(log: Logger, token: string): void {
  const encoded = encodeURIComponent(token)
  const basic = Buffer.from(`client:${token}`).toString('base64')
  const headers = {
    authorization: `Bearer ${token}`,
    cookie: `a=1; __Host-steward=${encoded}`,
    'x-api-key': token,
  }
  log.info({ req: { headers, url: `/api/auth/callback/okta?code=${encoded}&state=${encoded}` } }, 'asked')
  log.debug(
    { headers: { Authorization: `Basic ${basic}`, 'Set-Cookie': [`session=${encoded}; HttpOnly`] } },
    'answered',
  )
  log.warn(
    { deep: [{ er: { credentials: { user: 'a', value: token } } }], refreshToken: token },
    'refreshing failed',
  )
  log.error(
    {
      err: new Error(`401 from https://a.example/x?access_token=${encoded}`, {
        cause: new Error(`Authorization: Bearer ${token}`),
      }),
    },
    'failed',
  )
  log.error(
    {
      err: Object.assign(new Error('refused'), {
        config: { headers, data: JSON.stringify({ client_secret: token }) },
      }),
    },
    'failed',
  )
  log
    .child({ apiKey: token, smtp: `smtps://steward:${encoded}@mail.example:465` })
    .info(`with token=${encoded}`)
  log.info(
    { body: `email=a%40b.example&password=${encoded}`, recoveryCodes: [token] },
    `reset: /reset-password?token=${encoded}`,
  )
}

/** A service of its own at its most talkative, asked in every way that carries a token; its own keys are tokens too. */
export async function askService(place: Place, chance: Random, tokens: string[]): Promise<Walked> {
  const own = {
    OPENAI_API_KEY: `sk-${makeToken(chance)}`,
    STEWARD_KEY: Buffer.from(makeToken(chance).slice(0, 32)).toString('base64'),
  }
  const child = start(place, ['serve', '--port', '0'], {
    LOG_LEVEL: 'trace',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    ...own,
  })
  let said = ''
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await new Promise<string>((ready, failed) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const match = /ready: (http:\/\/[^\s/]+)\//.exec(said)
      if (match?.[1]) ready(match[1])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (status) => failed(new Error(`the service ended with ${status}: ${said.slice(-500)}`)))
  })
  try {
    for (const token of tokens) await askWith(url, token)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
  return { tokens: [...tokens, ...Object.values(own)], log: said.split('\n') }
}

async function askWith(url: string, token: string): Promise<void> {
  const encoded = encodeURIComponent(token)
  const json = { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' }
  const asks: [path: string, init: RequestInit][] = [
    ['/api/session', { headers: { authorization: `Bearer ${token}` } }],
    [
      '/api/session',
      { headers: { cookie: `__Host-steward=${encoded}; steward=${encoded}`, 'x-api-key': token } },
    ],
    [`/api/nothing/${encoded}?access_token=${encoded}`, {}],
    [`/invitation/${encoded}?token=${encoded}`, {}],
    [`/api/auth/reset-password/${encoded}?token=${encoded}`, {}],
    [
      '/api/sign-in',
      { method: 'POST', headers: json, body: JSON.stringify({ email: 'ada@acme.example', password: token }) },
    ],
    [
      '/api/password',
      { method: 'POST', headers: json, body: JSON.stringify({ token, password: `${token}x` }) },
    ],
    [
      '/api/chat',
      {
        method: 'POST',
        headers: { ...json, authorization: `Bearer stw_${token}` },
        body: `{"broken": "${token}`,
      },
    ],
    ['/api/keys', { method: 'POST', headers: { cookie: encoded }, body: `secret=${encoded}` }],
    ['/scim/v2/Users', { headers: { authorization: `Bearer ${token}` } }],
  ]
  for (const [path, init] of asks) await (await fetch(url + path, init)).text()
}
