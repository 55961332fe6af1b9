/** Which files of a source an import reads, what is missing among them, and whether they are a bundle at all. */
import { Problem } from '../problem.ts'
import type { ImportContext } from './context.ts'
import { bundleFiles } from './files/bundle-files.ts'
import { readHeader } from './header.ts'
import { linesOfFile } from './lines.ts'
import { FileFault, nearest } from './refusal.ts'
import type { BundleSource, SourceFile } from './source.ts'

/** By path in lower case: on some machines Accounts.csv and accounts.csv are one file. With a mapping any files will do. */
export async function listFiles(source: BundleSource, isMapped = false): Promise<Map<string, SourceFile>> {
  const list = await source.list()
  const files = new Map(list.map((file) => [file.path.toLowerCase(), file]))
  const missing = missingOf(files)
  if (missing.length === 0 || isMapped) return files
  const near = missing.map((path) => nearest(path, files.keys())).filter((path) => path !== null)
  throw new Problem('bad_request', `The bundle has no ${missing.join(' and no ')}.`, {
    next: near.length
      ? `Is ${near.join(' or ')} meant to be it? Rename it, then import again.`
      : 'users.csv and accounts.csv are required, at the top of the folder; the other files are not.',
  })
}

const missingOf = (files: ReadonlyMap<string, SourceFile>): string[] =>
  bundleFiles.filter((spec) => spec.required && !files.has(spec.path)).map((spec) => spec.path)

/** Null where the source is a bundle; else why it is none, and so may be files of another system. */
export async function whyForeign(source: BundleSource): Promise<string | null> {
  const list = await source.list()
  const files = new Map(list.map((file) => [file.path.toLowerCase(), file]))
  const missing = missingOf(files)
  if (missing.length > 0) return `there is no ${missing.join(' and no ')}`
  for (const spec of bundleFiles) {
    const file = spec.required && files.get(spec.path)
    const fault = file ? await headerFault(source, file, spec) : null
    if (fault !== null) return `${spec.path}: ${fault}`
  }
  return null
}

async function headerFault(
  source: BundleSource,
  file: SourceFile,
  spec: (typeof bundleFiles)[number],
): Promise<string | null> {
  const lines = linesOfFile(source, file)
  try {
    for await (const { lines: texts, first } of lines) {
      const at = texts.findIndex((line) => line.trim() !== '' && !/^sep=.$/i.test(line))
      if (at >= 0) readHeader(texts[at] ?? '', first + at, spec)
      return null
    }
    return null
  } catch (error) {
    if (error instanceof FileFault) return error.message
    throw error
  } finally {
    await lines.return(undefined)
  }
}

const folders = ['transcripts/', 'documents/', 'playbooks/']

/** Of the files that an import reads. */
export function bytesOf(files: Map<string, SourceFile>): number {
  const known = new Set(bundleFiles.map((spec) => spec.path))
  const read = [...files].filter(([path]) => known.has(path) || folders.some((one) => path.startsWith(one)))
  return read.reduce((sum, [, file]) => sum + file.bytes, 0)
}

/** A CSV file that no part of the bundle is: most likely a slip in its name. */
export function noteStrangers(context: ImportContext): void {
  const known = bundleFiles.map((spec) => spec.path)
  for (const { path } of context.files.values()) {
    if (!path.toLowerCase().endsWith('.csv') || path.includes('/') || known.includes(path.toLowerCase()))
      continue
    const near = nearest(path.toLowerCase(), known)
    const reason = `no file of a bundle has this name, so it was not read${near ? `; the nearest is ${near}` : ''}`
    context.log.note({ file: path, line: null, column: null, reason })
  }
}
