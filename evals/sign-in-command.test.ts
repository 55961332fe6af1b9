/** The first start as people do it: Steward in a process of its own prints the link, is set up by it once, and closes the demo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from './kit/command.ts'
import { demoPlace, removeDemo, start } from './kit/process.ts'
import { administrator, Client, password } from './kit/real-service.ts'
import type { Place } from './kit/store.ts'

/** Starts the service and reads what it prints until the text that is waited for; ends it afterwards. */
async function served<T>(
  place: Place,
  until: RegExp,
  work: (said: string, url: string) => Promise<T>,
): Promise<T> {
  const child = start(place, ['serve', '--port', '0'])
  const ended = new Promise((done) => child.once('exit', done))
  try {
    let said = ''
    await new Promise<void>((ready, broken) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (until.test(said)) ready()
      })
      void ended.then(() => broken(new Error(`it ended after: ${said}`)))
    })
    return await work(said, /ready: (http:\/\/[^\s]+)\//.exec(said)?.[1] ?? '')
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

describe('steward serve', () => {
  let place: Place
  beforeAll(async () => {
    place = await demoPlace()
  })
  afterAll(async () => {
    await place.remove()
    await removeDemo()
  })

  test('prints the link for the first administrator, who by using it closes the demo for good', async () => {
    await served(place, /setup\?token=\S+/, async (said, url) => {
      const link = /(http:\S+)\/setup\?token=(\S+)/.exec(said)
      expect(link?.[1]).toBe(url)
      const visitor = new Client(url)
      expect((await visitor.post('/api/demo')).status).toBe(200)
      expect((await visitor.get('/api/session')).body).toMatchObject({
        via: 'demo',
        identity: null,
        workspaces: [],
      })
      expect(
        (await visitor.post('/api/people/invitations', { email: 'a@b.example', name: 'A', role: 'csm' }))
          .status,
      ).toBe(403)
      const admin = new Client(url)
      const wanted = { ...administrator, password, workspace: { id: 'ours', name: 'Ours' } }
      expect((await admin.post('/api/setup', { ...wanted, token: link?.[2] })).status).toBe(200)
      expect((await admin.get('/api/session')).body).toMatchObject({
        via: 'session',
        workspace: { id: 'ours' },
      })
      expect((await visitor.get('/api/session')).status).toBe(401)
      expect((await visitor.post('/api/demo')).status).toBe(404)
    })
    const listed = await run(place, ['people', 'list', '--workspace', 'ours'])
    expect(listed.out).toBe(`${administrator.email}\t${administrator.name}\tadmin\tactive\n`)
    const again = await run(place, ['people', 'setup-link'])
    expect([again.status, again.out]).toEqual([1, ''])
    expect(again.err).toContain('set up')
  })

  test('lets people in after a restart by what they had before, and prints no link any more', async () => {
    await served(place, /ready: \S+\n/, async (said, url) => {
      const admin = new Client(url)
      const answer = await admin.post('/api/auth/sign-in/email', { email: administrator.email, password })
      expect(answer.status).toBe(200)
      expect((await admin.get('/api/session')).body).toMatchObject({ workspace: { id: 'ours' } })
      expect((await admin.get('/api/entry')).body).toMatchObject({
        demo: false,
        needsSetUp: false,
        sendsMail: false,
      })
      expect(said).not.toContain('setup?token=')
    })
  })
})
