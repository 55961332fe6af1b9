/** What opens archives under attack: whether each is refused, how fast, and what it costs the process that asked; and what a sheet of three million cells takes. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import yazl from 'yazl'
import { random } from '#db/demo/random.ts'
import { workbookParts } from '../../fixtures/workbook.ts'
import type { Opening } from '../archive-opener.ts'
import { bombs } from '../bombs.ts'
import type { Part } from '../part.ts'
import { bombMemoryMb, bombSeconds, bombsOpened, sheetMemoryMb, sheetParentMb } from '../targets.ts'

const leastBombs = 40
const wideSheet = { rows: 300_000, columns: 10 }
const opener = fileURLToPath(new URL('../archive-opener.ts', import.meta.url))

type Figures = 'opened' | 'slowest' | 'memory' | 'sheetMemory' | 'sheetParent'

export const bombPart: Part<Figures> = {
  name: 'bombs',
  figures: {
    opened: { name: 'bombs not refused by name', unit: 'bombs', bound: bombsOpened, leastCases: leastBombs },
    slowest: { name: 'bombs: the slowest refusal', unit: 's', bound: bombSeconds, leastCases: leastBombs },
    memory: {
      name: 'bombs: memory added to the importing process',
      unit: 'MB',
      bound: bombMemoryMb,
      leastCases: leastBombs,
    },
    sheetMemory: {
      name: 'sheet of 3 million cells: memory of its reader',
      unit: 'MB',
      bound: sheetMemoryMb,
      leastCases: 1,
    },
    sheetParent: {
      name: 'sheet of 3 million cells: memory added to the importer',
      unit: 'MB',
      bound: sheetParentMb,
      leastCases: 1,
    },
  },
  async run({ seed, note }, tell) {
    const folder = await mkdtemp(join(tmpdir(), 'steward-bombs-'))
    try {
      await throwBombs(seed, folder, note, tell)
      await openSheet(seed, folder, note, tell)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

type Tell = Parameters<Part<Figures>['run']>[1]
type Note = (text: string) => void

async function throwBombs(seed: number, folder: string, note: Note, tell: Tell): Promise<void> {
  const child = start()
  let cases = 0
  let notRefused = 0
  let slowest = { ms: 0, name: '' }
  let added = 0
  try {
    for (const { name, file, bytes } of bombs(seed)) {
      const path = join(folder, file)
      await writeFile(path, bytes)
      const { ms, refused, failed, mostMb, baseMb } = await open(child, path)
      cases++
      if (refused === null) {
        notRefused++
        note(`${name} was ${failed === null ? 'opened' : `not refused by name: ${failed}`}`)
      }
      if (ms > slowest.ms) slowest = { ms, name }
      added = mostMb - baseMb
    }
  } finally {
    child.disconnect()
  }
  note(`slowest: ${slowest.name}`)
  tell('opened', { cases, value: notRefused })
  tell('slowest', { cases, value: slowest.ms / 1_000 })
  tell('memory', { cases, value: added })
}

async function openSheet(seed: number, folder: string, note: Note, tell: Tell): Promise<void> {
  const path = join(folder, 'large.xlsx')
  await writeLarge(seed, path)
  const child = start()
  try {
    const watch = watchReader(child.pid ?? 0)
    const { ms, refused, failed, mostMb, baseMb } = await open(child, path)
    const readerMb = watch()
    const why = refused ?? failed
    if (why !== null) throw new Error(`the large sheet was not read: ${why}`)
    note(`sheet of 3 million cells: ${(ms / 1_000).toFixed(1)} s`)
    tell('sheetMemory', { cases: 1, value: readerMb })
    tell('sheetParent', { cases: 1, value: mostMb - baseMb })
  } finally {
    child.disconnect()
  }
}

const start = (): ChildProcess =>
  spawn(process.execPath, [opener], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

function open(child: ChildProcess, path: string): Promise<Opening> {
  return new Promise((told, broken) => {
    const onExit = (status: number | null) => broken(new Error(`the opener ended with ${status}`))
    child.once('exit', onExit)
    child.once('message', (opening) => {
      child.off('exit', onExit)
      told(opening as Opening)
    })
    child.send(path)
  })
}

/** The most memory that the processes below that one held, looked at often; NaN on systems that do not tell. */
function watchReader(parent: number): () => number {
  let most = Number.NaN
  const look = () => {
    try {
      const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ')
      for (const pid of children.filter((one) => one !== '')) {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0)
        most = Math.max(Number.isNaN(most) ? 0 : most, kilobytes / 1e3)
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  const timer = setInterval(look, 20)
  return () => {
    clearInterval(timer)
    return most
  }
}

/** Texts, days and numbers, as an export of usage holds them. */
async function writeLarge(seed: number, path: string): Promise<void> {
  const { int, pick } = random(seed, 'large sheet')
  const names = Array.from({ length: 5_000 }, (_, i) => `account ${i}`)
  function* sheet() {
    yield '<?xml version="1.0"?><worksheet><sheetData>'
    for (let row = 1; row <= wideSheet.rows; row++) {
      let cells = `<c t="inlineStr"><is><t>${pick(names)}</t></is></c><c s="1"><v>${int(45_000, 46_000)}</v></c>`
      for (let column = 2; column < wideSheet.columns; column++) cells += `<c><v>${int(0, 1e6) / 100}</v></c>`
      yield `<row r="${row}">${cells}</row>`
    }
    yield '</sheetData></worksheet>'
  }
  const zip = new yazl.ZipFile()
  const parts = workbookParts({ sheets: [{ name: 'usage', rows: '' }], formats: ['yyyy-mm-dd'] })
  for (const { name, data = '' } of parts) {
    if (name === 'xl/worksheets/sheet1.xml')
      zip.addReadStream(Readable.from(sheet(), { objectMode: false }), name)
    else zip.addBuffer(Buffer.from(data), String(name))
  }
  zip.end()
  await finished(zip.outputStream.pipe(createWriteStream(path)))
}
