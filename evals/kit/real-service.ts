/** A whole service with real sign-in for tests: the HTTP server, a mail server on loopback that keeps what it gets, and clients with a cookie jar. */
import { serve } from '@hono/node-server'
import { mkdtempSync, rmSync } from 'node:fs'
import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { createModel, type ModelOptions } from '#agent/model/model.ts'
import { createSteward, type Steward } from '#agent/steward.ts'
import type { Db } from '#db/connect.ts'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { openVault } from '#db/secrets/vault.ts'
import { fromFolder } from '#db/import/source.ts'
import { createApp } from '#server/app.ts'
import { signingOf } from '#server/key-places.ts'
import { createMailer } from '#server/mail.ts'
import { rateLimits } from '#server/rate-limits.ts'
import { createSignIn, type Accounts, type SignInOptions } from '#server/sign-in/sign-in.ts'
import { listProviders } from '#server/sso/providers.ts'
import { createSso } from '#server/sso/sso.ts'
import { fixtureBundle, fixtureToday } from './service.ts'
import { testSealing } from './sealing.ts'
import { freshDb } from './store.ts'

export type Letter = { to: string; subject: string; text: string }

export type Post = {
  letters: Letter[]
  /** The newest letter to that address, once it is there; taken out of the box. */
  to: (address: string) => Promise<Letter>
}

export type RealService = {
  url: string
  db: Db
  steward: Steward
  accounts: Accounts
  post: Post
  /** Everything that was logged. */
  log: () => string
  client: (options?: { address?: string }) => Client
  close: () => Promise<void>
}

async function openPostOffice() {
  const letters: Letter[] = []
  const waiting = new Set<() => void>()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(parts)).then(({ subject, text }) => {
          const to = session.envelope.rcptTo[0]?.address ?? ''
          letters.push({ to, subject: subject ?? '', text: text ?? '' })
          for (const look of [...waiting]) look()
          done()
        }, done)
      })
    },
  })
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
  const to = (address: string) =>
    new Promise<Letter>((found) => {
      const look = () => {
        const at = letters.findLastIndex((letter) => letter.to === address)
        const [letter] = at >= 0 ? letters.splice(at, 1) : []
        if (!letter) return
        waiting.delete(look)
        found(letter)
      }
      waiting.add(look)
      look()
    })
  const { port } = smtp.server.address() as AddressInfo
  return { post: { letters, to }, port, close: () => new Promise<void>((done) => smtp.close(() => done())) }
}

export type RealOptions = Partial<Pick<SignInOptions, 'plugins' | 'tables' | 'listProviders'>> & {
  /** Without it, the fixture bundle is in workspace `acme`. */
  isEmpty?: boolean
  requestsPerMinute?: number
  /** Without it, only the built-in planner answers. */
  model?: ModelOptions
  /** As a proxy with TLS would have it; requests still go to loopback. */
  baseUrl?: string
}

export async function realService(options: RealOptions = {}): Promise<RealService> {
  const db = await freshDb()
  if (!options.isEmpty) await importBundle(db, { workspace: 'acme', source: fromFolder(fixtureBundle) })
  const lines: string[] = []
  const log = pino(
    { level: 'debug' },
    new Writable({
      write: (line: Buffer, _encoding, done) => {
        lines.push(line.toString())
        done()
      },
    }),
  )
  const model = options.model ? { client: createModel(options.model), price: { input: 0, output: 0 } } : null
  const steward = await createSteward({ db, log, model, sealingKey: testSealing })
  const office = await openPostOffice()
  const mail = createMailer(
    { smtpUrl: `smtp://127.0.0.1:${office.port}`, from: 'Steward <steward@test.example>' },
    (line) => lines.push(line),
  )
  let url = ''
  const { signIn, accounts } = createSignIn({
    ...{ db, log, mail, secret: 'of the tests, 32 characters or more' },
    baseUrl: () => options.baseUrl ?? url,
    ...(options.plugins && { plugins: options.plugins }),
    ...(options.tables && { tables: options.tables }),
    listProviders: options.listProviders ?? (() => listProviders(db)),
  })
  const folder = mkdtempSync(join(tmpdir(), 'steward-keys-'))
  const vault = await openVault(db, { folder })
  const sso = createSso(accounts, { vault, outbound: { loopback: true }, running: steward.running })
  const signing = signingOf({ dataDir: folder, auditSigningKey: null }, db)
  const app = createApp({
    ...{ signing, privacy: { db, dataDir: folder, today: fixtureToday } },
    ...{ steward, today: fixtureToday, signIn, accounts, sso, demo: accounts.demo.workspace },
    limits: rateLimits(options.requestsPerMinute ?? 60_000),
  })
  const http = await new Promise<Server>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '0.0.0.0' }, () => ready(server as Server))
  })
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    ...{ url, db, steward, accounts, post: office.post, log: () => lines.join('') },
    client: (how = {}) => new Client(url, how),
    close: async () => {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
      await Promise.all([...steward.running.values()].map((turn) => turn.ended))
      await steward.workers.stop()
      mail.close()
      await office.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Answer<T = unknown> = { status: number; headers: IncomingHttpHeaders; body: T; text: string }
export type Told = { error?: { code: string; what: string } }

type Sent = { headers?: Record<string, string | undefined>; raw?: string }

/** A browser as far as the service can tell: it keeps cookies, says where it is, and sends JSON. `address` is where it calls from. */
export class Client {
  readonly jar = new Map<string, string>()
  private readonly url: string
  private readonly address: string | undefined

  constructor(url: string, { address }: { address?: string } = {}) {
    this.url = url
    this.address = address
  }

  get = <T = unknown>(path: string, sent?: Sent) => this.ask<T>('GET', path, undefined, sent)
  post = <T = unknown>(path: string, body: unknown = {}, sent?: Sent) => this.ask<T>('POST', path, body, sent)
  put = <T = unknown>(path: string, body: unknown = {}, sent?: Sent) => this.ask<T>('PUT', path, body, sent)
  patch = <T = unknown>(path: string, body: unknown = {}, sent?: Sent) =>
    this.ask<T>('PATCH', path, body, sent)
  delete = <T = unknown>(path: string, sent?: Sent) => this.ask<T>('DELETE', path, undefined, sent)

  /** By node's own client: unlike fetch it sends what it is told, and from the address that it is told. */
  ask<T>(method: string, path: string, body?: unknown, { headers = {}, raw }: Sent = {}): Promise<Answer<T>> {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const all: Record<string, string | undefined> = {
      ...(method !== 'GET' && { origin: this.url, 'sec-fetch-site': 'same-origin' }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...(cookie !== '' && { cookie }),
      ...headers,
    }
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >
    const { hostname, port } = new URL(this.url)
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          agent: false,
          method,
          hostname,
          port,
          path,
          headers: sent,
          ...(this.address !== undefined && { localAddress: this.address }),
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            this.keep(response.headers['set-cookie'] ?? [])
            const told = Buffer.concat(parts).toString()
            const isJson =
              told !== '' && /^application\/(?:[\w.-]+\+)?json\b/.test(response.headers['content-type'] ?? '')
            const parsed: unknown = isJson ? JSON.parse(told) : null
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: parsed as T,
              text: told,
            })
          })
        },
      )
      asked.on('error', reject)
      asked.end(text)
    })
  }

  private keep(cookies: string[]): void {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split(';')
      const at = pair.indexOf('=')
      const isOver = attributes.some((one) => /^\s*max-age=0\s*$/i.test(one))
      if (isOver || pair.slice(at + 1) === '') this.jar.delete(pair.slice(0, at))
      else this.jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

export const password = 'a long enough password'
export const administrator = { name: 'Ada Okoye', email: 'ada@acme.example' }

/** The administrator's client, signed in to the workspace `acme`, which is taken or made. */
export async function setUp(service: RealService, who = administrator): Promise<Client> {
  const client = service.client()
  const token = await newSetUpToken(service.db)
  const made = await client.post('/api/setup', {
    token,
    ...who,
    password,
    workspace: { id: 'acme', name: 'Acme' },
  })
  if (made.status !== 200) throw new Error(`set-up: ${made.status} ${made.text}`)
  return client
}

export const tokenOf = ({ text }: Letter): string => {
  const token = /[?&]token=([A-Za-z0-9_-]+)/.exec(text)?.[1]
  if (token === undefined) throw new Error(`no token in ${text}`)
  return token
}

export async function signIn(
  service: RealService,
  email: string,
  options: { address?: string; password?: string } = {},
) {
  const client = service.client(options.address === undefined ? {} : { address: options.address })
  const answer = await client.post<Told & { secondFactor?: boolean }>('/api/auth/sign-in/email', {
    email,
    password: options.password ?? password,
  })
  return { client, answer }
}

/** Invites somebody and accepts for them; they are signed in. */
export async function invite(
  service: RealService,
  admin: Client,
  who: { email: string; name: string; role: string; managerEmail?: string },
): Promise<Client> {
  const invited = await admin.post('/api/people/invitations', who)
  if (invited.status !== 200) throw new Error(`invitation: ${invited.status} ${invited.text}`)
  const client = service.client()
  const token = tokenOf(await service.post.to(who.email))
  const accepted = await client.post(`/api/invitations/${token}`, { password })
  if (accepted.status !== 200) throw new Error(`acceptance: ${accepted.status} ${accepted.text}`)
  return client
}
