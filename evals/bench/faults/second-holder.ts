/** Starts processes on one folder in every order that can go wrong, and counts where more or fewer than one got it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./lock-holder.ts', import.meta.url))

type Came = { isHolding: boolean; kill: () => Promise<void> }

async function come(folder: string): Promise<Came> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const said = await Promise.race([once(child.stdout, 'data'), gone.then(() => [])])
  const text = String(said[0] ?? 'ended without a word').trim()
  if (text !== 'held' && text !== 'refused') throw new Error(`a process that wanted the lock ${text}`)
  return {
    isHolding: text === 'held',
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

const holders = (came: Came[]) => came.filter(({ isHolding }) => isHolding).length
const killAll = (came: Came[]) => Promise.all(came.map(({ kill }) => kill()))

export type Holders = { tries: number; wrong: number }

export async function countHolders(): Promise<Holders> {
  const root = mkdtempSync(join(tmpdir(), 'steward-bench-lock-'))
  const result: Holders = { tries: 0, wrong: 0 }
  const folderOf = () => join(root, String(result.tries), 'db')
  const judge = (isRight: boolean) => {
    result.tries++
    if (!isRight) result.wrong++
  }
  try {
    const first = await come(join(root, 'held', 'db'))
    for (let i = 0; i < 40; i++) {
      const second = await come(join(root, 'held', 'db'))
      judge(!second.isHolding)
      await second.kill()
    }
    await first.kill()
    for (let i = 0; i < 25; i++) {
      const came = await Promise.all([come(folderOf()), come(folderOf())])
      judge(holders(came) === 1)
      await killAll(came)
    }
    for (let i = 0; i < 25; i++) {
      const folder = folderOf()
      await (await come(folder)).kill() // kill -9: its lock stays
      const came = await Promise.all([come(folder), come(folder), come(folder)])
      judge(holders(came) === 1)
      await killAll(came)
    }
    for (let i = 0; i < 10; i++) {
      const folder = folderOf()
      await (await come(folder)).kill()
      // A live process that is another one under the dead holder's id.
      writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, started: '1' }))
      const heir = await come(folder)
      const after = await come(folder)
      judge(heir.isHolding && !after.isHolding)
      await killAll([heir, after])
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
  return result
}
