/** The erasure ledger beside the database: lines that are added and never changed, because a restored backup does not know of later erasures. */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import { subjectKinds } from '../schema/privacy.ts'

const erased = z.strictObject({
  id: z.uuid(),
  kind: z.enum(subjectKinds),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  commitments: z.array(z.string()),
  erasedAt: z.string(),
})
const lifted = z.strictObject({ id: z.uuid(), liftedAt: z.string() })
const line = z.union([erased, lifted])

export type LedgerRecord = z.infer<typeof erased> & { liftedAt: string | null }

const ending = '.ledger'
const folderOf = (dataDir: string) => join(dataDir, 'erasure')
const fileOf = (dataDir: string, workspace: string) =>
  join(folderOf(dataDir), `${encodeURIComponent(workspace)}${ending}`)

/** On the disk before it answers. */
export async function addToFile(
  dataDir: string,
  workspace: string,
  record: z.infer<typeof line>,
): Promise<void> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 })
  const file = await open(fileOf(dataDir, workspace), 'a', 0o600)
  try {
    // A line that a crash cut off must not swallow this one.
    await file.write(`\n${JSON.stringify(record)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Workspaces that have a ledger file. */
export async function workspacesOnFile(dataDir: string): Promise<string[]> {
  if (!existsSync(folderOf(dataDir))) return []
  const names = await readdir(folderOf(dataDir))
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => decodeURIComponent(name.slice(0, -ending.length)))
}

/** In the order in which they were written. A last line that was cut off by a crash is left out: its erasure did not happen. */
export async function readFileLedger(dataDir: string, workspace: string): Promise<LedgerRecord[]> {
  const path = fileOf(dataDir, workspace)
  if (!existsSync(path)) return []
  const text = await readFile(path, 'utf8')
  const lines = text.split('\n').slice(0, -1)
  const records = new Map<string, LedgerRecord>()
  for (const [at, one] of lines.entries()) {
    if (one === '') continue
    const parsed = line.safeParse(parsedLine(one))
    if (!parsed.success) {
      throw new Problem('conflict', `Line ${at + 1} of ${path} is not an entry of the erasure ledger.`, {
        done: 'Nobody was erased again.',
        next: 'Restore the file from its own backup, or take the line out if it was written by hand.',
      })
    }
    const { data } = parsed
    if ('commitments' in data)
      records.set(data.id, { ...data, liftedAt: records.get(data.id)?.liftedAt ?? null })
    else {
      const found = records.get(data.id)
      if (found) found.liftedAt = data.liftedAt
    }
  }
  return [...records.values()]
}

function parsedLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
