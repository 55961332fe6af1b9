/** What the parts of one benchmark run share: the seed, a folder with the demo made once, and the programs started over copies of it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb, type Db } from '#db/connect.ts'
import { userMessage } from '../kit/chat-client.ts'
import { drive, type Shot } from './load.ts'
import { startProgram, type Program } from './processes.ts'
import { benchDay } from './turn-question.ts'
import { enterDemo } from '../kit/enter-demo.ts'

/** The person of the measured list of conversations; turns are asked by the demo's usual visitor, somebody else. */
export type ListOwner = { email: string; cookie: string }

export type Workshop = {
  seed: number
  /** A line beside the figures. */
  note: (text: string) => void
  /** A copy of the prepared folder, for one program at a time. */
  copy: (name: string) => Promise<string>
  listOwner: () => Promise<ListOwner>
  /** The service itself, as `npm start` runs it, over a prepared folder. */
  steward: (folder: string, env?: Record<string, string>) => Promise<Program>
  program: (file: string, args: string[]) => Promise<Program>
  /** The demo's store in this process. */
  openStore: (name: string) => Promise<Db>
  close: () => Promise<void>
}

export const listedConversations = 50

export const chatShot = (
  conversation: string,
  text: string,
  planner: 'offline' | 'model',
  cookie?: string,
): Shot => ({
  path: '/api/chat',
  body: { id: conversation, planner, messages: [userMessage(text)], trigger: 'submit-message' },
  cookie,
})

/** The turn ran to its end and did not fail. */
export const isAnswered = (text: string): boolean =>
  text.includes('"type":"finish","messageMetadata":{"state":"done"')

export function openWorkshop(seed: number, note: (text: string) => void, profileTo?: string): Workshop {
  const root = mkdtempSync(join(tmpdir(), 'steward-bench-'))
  const programs: Program[] = []
  const stores: Db[] = []
  const track = async (starting: Promise<Program>) => {
    const program = await starting
    programs.push(program)
    return program
  }
  const steward = (folder: string, env: Record<string, string> = {}) =>
    track(
      startProgram('../../server/main.ts', {
        args: ['serve', '--port', '0', '--today', benchDay],
        env: { DATA_DIR: folder, ...env },
        profileTo,
      }),
    )
  let prepared: Promise<ListOwner> | undefined
  const prepare = () => (prepared ??= makeFolder(join(root, 'demo'), steward))
  const copy = async (name: string) => {
    await prepare()
    const to = join(root, name)
    rmSync(to, { recursive: true, force: true })
    cpSync(join(root, 'demo'), to, { recursive: true })
    return to
  }
  return {
    seed,
    note,
    copy,
    steward,
    listOwner: prepare,
    program: (file, args) => track(startProgram(file, { args, profileTo })),
    openStore: async (name) => {
      const db = await openDb({ folder: join(await copy(name), 'db') })
      stores.push(db)
      return db
    },
    close: async () => {
      await Promise.all(programs.map((program) => program.end()))
      await Promise.all(stores.map((db) => db.close()))
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Whom the demo can be entered as. */
async function demoPeople(url: string): Promise<{ email: string; role: string }[]> {
  const cookie = await enterDemo(url)
  const session = (await (await fetch(`${url}/api/session`, { headers: { cookie } })).json()) as {
    people: { email: string; role: string }[]
  }
  return session.people
}

/** Starts the service once, which makes the demo, and gives one person conversations to list. */
async function makeFolder(folder: string, steward: Workshop['steward']): Promise<ListOwner> {
  const service = await steward(folder)
  const people = await demoPeople(service.url)
  const email = people.find((person) => person.role === 'manager')?.email
  if (!email) throw new Error('the demo has no manager')
  const cookie = `steward_person=${encodeURIComponent(email)}`
  const shots = Array.from({ length: listedConversations }, (_, i) =>
    chatShot(crypto.randomUUID(), `top ${i + 1} accounts by ARR`, 'offline', cookie),
  )
  await drive(service.url, shots, 1, isAnswered)
  await service.end()
  return { email, cookie }
}
