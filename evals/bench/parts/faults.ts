/** What the store does when things break: a second process, a full or faulty disk, a database that goes away. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onServer } from '../both-stores.ts'
import { countLost, smallDisk, writeUntilItFails, type DiskReport } from '../faults/disk.ts'
import { loseDatabase } from '../faults/lost-database.ts'
import { countHolders } from '../faults/second-holder.ts'
import type { Part } from '../part.ts'
import {
  doubledEffects,
  lostAcknowledged,
  recoverySeconds,
  secondHolders,
  unclearFaults,
} from '../targets.ts'
import { emptyPlace } from '../../kit/store.ts'
import type { Workshop } from '../workshop.ts'

/** Megabytes: a fresh folder, and 64 beyond what the store keeps free. */
const embeddedDisk = { small: 175, large: 500 }
/** A fresh server with its log, and 64. */
const serverDisk = { small: 190, large: 600 }
const share = 0.02
const mostImports = 400

type Key =
  | 'holders'
  | 'fullEmbedded'
  | 'fullServer'
  | 'errorsEmbedded'
  | 'errorsServer'
  | 'unclear'
  | 'doubled'
  | 'recovery'
type Tell = Parameters<Part<Key>['run']>[1]
type Full = DiskReport & { workspaces: Map<string, number> }

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const root = mkdtempSync(join(tmpdir(), 'steward-bench-disk-'))
  chmodSync(root, 0o755) // the server runs as somebody else
  try {
    return await work(join(root, 'disk'))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const describe = (what: string, { acknowledged, refused, notRed, wentOn }: DiskReport) =>
  `faults, ${what}: ${acknowledged} imports acknowledged, ${refused} refused, health green at ${notRed} of them, ${wentOn ? 'went on by itself' : 'went on after a restart'}`

const embeddedFull = () =>
  inFolder(async (folder) => {
    const disk = smallDisk(folder, embeddedDisk.small)
    try {
      const place = join(folder, 'db')
      const report = await writeUntilItFails({
        place,
        share,
        mostImports,
        mend: () => disk.grow(embeddedDisk.large),
      })
      return { report, lost: await countLost({ folder: place }, report.workspaces) }
    } finally {
      disk.remove()
    }
  })

const serverFull = () =>
  inFolder(async (folder) => {
    const disk = smallDisk(folder, serverDisk.small)
    const settings = ['max_wal_size=32MB', 'min_wal_size=32MB', 'shared_buffers=16MB']
    try {
      return await onServer(
        async () => {
          const place = await emptyPlace()
          if (!('url' in place.options)) throw new Error('no server')
          const { url } = place.options
          const mend = () => disk.grow(serverDisk.large)
          const report = await writeUntilItFails({ place: url, share, mostImports, mend })
          return { report, lost: await countLost(place.options, report.workspaces) }
        },
        { settings, folder },
      )
    } finally {
      disk.remove()
    }
  })

/** Writes of the embedded database's files fail after a while: the system calls of its process are made to. */
const embeddedErrors = () =>
  inFolder(async (folder) => {
    const report = await writeUntilItFails({
      place: join(folder, 'db'),
      share,
      mostImports,
      mend: () => {},
      under: strace('pwrite64', 6_000),
    })
    return { report, lost: await countLost({ folder: join(folder, 'db') }, report.workspaces) }
  })

/** Writes of the server's processes fail; it ends itself rather than pretend, and is started again when the disk is well. */
const serverErrors = () =>
  onServer(async (server) => {
    const place = await emptyPlace()
    if (!('url' in place.options) || !server.folder) throw new Error('no server of ours')
    const pid = readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
    let tracer: ChildProcess | null = null
    const report = await writeUntilItFails({
      place: place.options.url,
      share,
      mostImports,
      harm: {
        after: 2,
        how: () => {
          const [program = '', ...args] = strace('pwrite64,pwritev', 1)
          tracer = spawn(program, [...args, '-p', pid], { stdio: 'ignore' })
        },
      },
      mend: async () => {
        tracer?.kill('SIGINT')
        await server.restart(0)
      },
    })
    return { report, lost: await countLost(place.options, report.workspaces) }
  })

const strace = (call: string, after: number) => [
  'strace',
  '-f',
  '-qq',
  '-o',
  '/dev/null',
  '-e',
  `trace=${call}`,
  '-e',
  `inject=${call}:error=EIO:when=${after}+`,
]

async function measureDisk(workshop: Workshop, tell: Tell): Promise<void> {
  const all: Full[] = []
  const measured = async (
    key: 'fullEmbedded' | 'fullServer' | 'errorsEmbedded' | 'errorsServer',
    what: string,
    run: () => Promise<{ report: Full; lost: number }>,
  ) => {
    const { report, lost } = await run()
    workshop.note(describe(what, report))
    all.push(report)
    tell(key, { cases: report.acknowledged, value: report.refused > 0 ? lost : Number.NaN })
  }
  await measured('fullEmbedded', 'full disk, embedded', embeddedFull)
  await measured('fullServer', 'full disk, server', serverFull)
  await measured('errorsEmbedded', 'I/O errors, embedded', embeddedErrors)
  await measured('errorsServer', 'I/O errors, server', serverErrors)
  tell('unclear', {
    cases: all.reduce((sum, { refused }) => sum + refused, 0),
    value: all.reduce((sum, { unclear, notRed }) => sum + unclear + notRed, 0),
  })
}

export const faults: Part<Key> = {
  name: 'faults',
  figures: {
    holders: {
      name: 'R15 second process on a folder: not exactly one got it',
      unit: '',
      bound: secondHolders,
      leastCases: 100,
    },
    doubled: {
      name: 'R4 turns done twice, or acknowledged and lost',
      unit: 'turns',
      bound: doubledEffects,
      leastCases: 50,
    },
    recovery: {
      name: 'R4 back after the database was lost, longest',
      unit: 's',
      bound: recoverySeconds,
      leastCases: 6,
    },
    fullEmbedded: {
      name: 'R12 full disk, embedded: acknowledged but lost',
      unit: 'imports',
      bound: lostAcknowledged,
      leastCases: 2,
    },
    fullServer: {
      name: 'R12 full disk, server: acknowledged but lost',
      unit: 'imports',
      bound: lostAcknowledged,
      leastCases: 2,
    },
    errorsEmbedded: {
      name: 'R12 I/O errors, embedded: acknowledged but lost',
      unit: 'imports',
      bound: lostAcknowledged,
      leastCases: 1,
    },
    errorsServer: {
      name: 'R12 I/O errors, server: acknowledged but lost',
      unit: 'imports',
      bound: lostAcknowledged,
      leastCases: 1,
    },
    unclear: {
      name: 'R12 unclear errors, or health green after one',
      unit: '',
      bound: unclearFaults,
      leastCases: 4,
    },
  },
  async run(workshop, tell) {
    const { tries, wrong } = await countHolders()
    workshop.note(`faults, a second process: ${wrong} of ${tries} ended wrongly`)
    tell('holders', { cases: tries, value: wrong })
    const outage = await onServer((server) => loseDatabase(server, 1))
    workshop.note(
      `faults, lost database: ${outage.failed} of ${outage.turns} turns failed with an error, ${outage.doubled} done twice, ${outage.lost} acknowledged and not stored as done; back after ${outage.recoverySeconds.map((s) => s.toFixed(1)).join(', ')} s`,
    )
    tell('doubled', { cases: outage.turns, value: outage.doubled + outage.lost })
    tell('recovery', {
      cases: outage.recoverySeconds.length,
      value: Math.max(...outage.recoverySeconds),
    })
    await measureDisk(workshop, tell)
  },
}
