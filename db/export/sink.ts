/** Where an export goes: a folder or a .zip, whole or not at all. Nothing that is there already is touched. */
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { Problem } from '../problem.ts'

export type Sink = {
  /** One file after the other. A file whose lines turn out to be none is left out. */
  write(path: string, lines: AsyncIterable<string> | string): Promise<void>
  /** Puts what was written in its place; until then the place stays as it was. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

const taken = (target: string) =>
  new Problem('conflict', `${target} is there already.`, {
    done: 'Nothing was written.',
    next: 'Name another place, or move it away first.',
  })

/** By the name's end. */
export async function openSink(target: string): Promise<Sink> {
  const place = resolve(target)
  const isZip = /\.zip$/i.test(place)
  if (existsSync(place) && (isZip || (await readdir(place)).length > 0)) throw taken(target)
  const partial = join(dirname(place), `.${process.pid}-${Date.now()}.partial`)
  await mkdir(dirname(place), { recursive: true })
  return isZip ? zipSink(place, partial) : folderSink(place, partial)
}

/** Null where there is nothing. */
async function firstOf(lines: AsyncIterable<string>): Promise<AsyncIterable<string> | null> {
  const iterator = lines[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return null
  return (async function* () {
    yield first.value
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  })()
}

async function folderSink(place: string, partial: string): Promise<Sink> {
  await mkdir(partial)
  return {
    async write(path, lines) {
      const file = join(partial, path)
      await mkdir(dirname(file), { recursive: true })
      if (typeof lines === 'string') return writeFile(file, lines)
      const some = await firstOf(lines)
      if (some) await pipeline(Readable.from(some), createWriteStream(file))
    },
    async finish() {
      await rm(place, { recursive: true, force: true })
      await rename(partial, place)
    },
    abandon: () => rm(partial, { recursive: true, force: true }),
  }
}

async function zipSink(place: string, partial: string): Promise<Sink> {
  const zip = new ZipFile()
  const file = createWriteStream(partial)
  // Heard at the end; until then a fault of the disk must not be unhandled.
  const written = pipeline(zip.outputStream, file)
  written.catch(() => {})
  return {
    async write(path, lines) {
      if (typeof lines === 'string') {
        zip.addBuffer(Buffer.from(lines), path)
        return
      }
      const some = await firstOf(lines)
      if (!some) return
      const stream = Readable.from(some)
      const read = new Promise<void>((done, failed) => stream.once('end', done).once('error', failed))
      zip.addReadStream(stream, path)
      // One transaction feeds all files, so the next one waits for this one.
      await Promise.race([read, written.then(() => read)])
    },
    async finish() {
      zip.end()
      await written
      await rename(partial, place)
    },
    async abandon() {
      file.destroy()
      await rm(partial, { force: true })
    },
  }
}
