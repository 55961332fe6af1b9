/** `steward audit`: lists, exports and verifies the audit log of a workspace, and shows the key that its heads are signed with. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { recordAudit } from '#db/audit/append.ts'
import { checkAudit } from '#db/audit/check.ts'
import {
  auditActions,
  auditFilterSchema,
  type AuditEntry,
  type AuditFilter,
  type Verification,
} from '#db/audit/contract.ts'
import { formatOf } from '#db/audit/export.ts'
import { exportAuditTo } from '#db/audit/export-file.ts'
import { readHeadFile } from '#db/audit/head.ts'
import { listAudit } from '#db/audit/list.ts'
import { readExportedAudit } from '#db/audit/read-export.ts'
import { admitRestore, type Signing } from '#db/audit/sign-heads.ts'
import { publicKeysOf } from '#db/audit/signing-key.ts'
import { verifyLog } from '#db/audit/verify.ts'
import { findWorkspace, listWorkspaces } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { signingOf } from '../key-places.ts'
import { openStore } from '../store.ts'

const options = {
  workspace: { type: 'string' },
  heads: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
  actor: { type: 'string' },
  action: { type: 'string' },
  subject: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  before: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean' },
} as const

type Values = {
  [name in Exclude<keyof typeof options, 'heads' | 'key' | 'json'>]?: string | undefined
} & {
  heads?: string[] | undefined
  key?: string[] | undefined
  json?: boolean | undefined
  data?: string | undefined
}

type Asked = Values & { filter: AuditFilter }

export default defineCommand({
  usage: `audit list --workspace NAME [--actor ID|KIND] [--action A,B] [--subject KIND:ID] [--since T] [--until T] [--limit N] [--before N]
audit verify [--workspace NAME] [--heads FILE] [--key FILE]   whether anybody tampered with it; all workspaces without a name
audit verify FILE [--heads FILE] [--key FILE]         an exported log
audit export FILE.jsonl|FILE.csv --workspace NAME     with the filters of list, or whole with its signed heads
audit key                                             the public key that heads are signed with
audit admit-restore --workspace NAME                  after a restore: heads signed since the backup are void`,
  options,
  run: async (values, [verb = '', file, ...more]) => {
    const needsFile = verb === 'export'
    const needsWorkspace = ['list', 'export', 'admit-restore'].includes(verb)
    if (!needsWorkspace && verb !== 'verify' && verb !== 'key')
      throw new WrongUsage('audit takes: list, verify, export FILE, key, admit-restore')
    if (more.length > 0 || (file !== undefined && !needsFile && verb !== 'verify'))
      throw new WrongUsage(`audit ${verb} takes no ${needsFile || verb === 'verify' ? 'second ' : ''}file`)
    if (needsFile && file === undefined) throw new WrongUsage('audit export needs a file to write')
    if (needsWorkspace && values.workspace === undefined)
      throw new WrongUsage(`audit ${verb} needs --workspace NAME`)
    const asked: Asked = { ...values, filter: filterOf(values) }
    return verb === 'verify' && file !== undefined
      ? verifyFile(file, asked)
      : inStore(verb, file ?? '', asked)
  },
})

async function inStore(verb: string, file: string, asked: Asked): Promise<number> {
  const env = readEnv(asked.data)
  const db = await openStore(env)
  try {
    const signing = signingOf(env, db)
    if (verb === 'key') return say(signing.key.publicKey.pem.trim())
    if (verb === 'verify') return await verify(signing, asked)
    const { id } = await findWorkspace(db, asked.workspace ?? '')
    if (verb === 'list') return await list(signing, id, asked)
    return verb === 'export' ? await exportTo(file, signing, id, asked) : await admit(signing, id)
  } finally {
    await db.close()
  }
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

function filterOf({ actor, action, subject, since, until }: Values): AuditFilter {
  const parsed = auditFilterSchema.safeParse({ actor, action, subject, since, until })
  if (parsed.success) return parsed.data
  throw new WrongUsage(z.prettifyError(parsed.error).replaceAll('\n', ' '))
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new WrongUsage(`--${name} ${text} is not a whole number above 0`)
}

const thatIsThere = (file: string): string => {
  if (existsSync(file)) return file
  throw new Problem('not_found', `There is no file ${file}.`, { done: 'Nothing was verified.' })
}
const keysOf = (files: string[] = []) =>
  files.flatMap((file) => publicKeysOf(readFileSync(thatIsThere(file), 'utf8'), file))

async function list(signing: Signing, workspace: string, asked: Asked): Promise<number> {
  const { limit, before, json, filter } = asked
  const page = await signing.db.inWorkspace(
    workspace,
    (tx) =>
      listAudit(tx, workspace, {
        ...filter,
        ...(limit !== undefined && { limit: wholeNumber('limit', limit) }),
        ...(before !== undefined && { cursor: wholeNumber('before', before) }),
      }),
    'read',
  )
  if (json) return say(JSON.stringify(page))
  const more = page.next === null ? [] : [`Older ones: --before ${page.next}`]
  return say([...page.entries.map(lineOf), ...more].join('\n') || 'Nothing was recorded that fits.')
}

const wordsOf = (action: string): string =>
  Object.entries(auditActions).find(([name]) => name === action)?.[1] ?? action

function lineOf({ seq, at, actor, action, subject, details, personal }: AuditEntry): string {
  const { commitments: _, ...shown } = details
  const who = actor.name ?? (actor.id === null ? `the ${actor.kind}` : `${actor.kind} ${actor.id}`)
  const what = subject ? ` (${subject.kind} ${subject.name ?? subject.id})` : ''
  const rest = { ...shown, ...personal }
  return `${seq}  ${at}  ${who} ${wordsOf(action)}${what}${Object.keys(rest).length > 0 ? `  ${JSON.stringify(rest)}` : ''}`
}

/** 0 where all logs are intact. */
async function verify(signing: Signing, { workspace, heads, key, json }: Asked): Promise<number> {
  const all =
    workspace === undefined ? await listWorkspaces(signing.db) : [await findWorkspace(signing.db, workspace)]
  let status = 0
  for (const { id } of all) {
    const told = await checkAudit(signing, id, { files: (heads ?? []).map(thatIsThere), keys: keysOf(key) })
    if (told.verdict !== 'intact') status = 1
    tell(told, { id, json })
  }
  return status
}

function tell(told: Verification, { id, json }: { id: string; json?: boolean | undefined }): void {
  const text = [`${id}: ${told.words}`, ...told.alsoFound.map((note) => `  ${note}`)].join('\n')
  process.stdout.write(json ? `${JSON.stringify({ workspace: id, ...told })}\n` : `${text}\n`)
}

/** Needs no store: the keys to trust come with --key, else the file's own is taken and that is said. */
async function verifyFile(file: string, { heads, key, json }: Asked): Promise<number> {
  const log = await readExportedAudit(file)
  const given = keysOf(key)
  const keys = given.length > 0 ? given : publicKeysOf(log.publicKey, file)
  const told = await verifyLog(
    log,
    keys,
    (heads ?? []).map((one) => readHeadFile(thatIsThere(one))),
  )
  const caution =
    given.length > 0
      ? []
      : [
          'The heads were checked with the key that the file names itself: give the one you know with --key (steward audit key).',
        ]
  tell({ ...told, alsoFound: [...told.alsoFound, ...caution] }, { id: log.workspace, json })
  return told.verdict === 'intact' ? 0 : 1
}

async function exportTo(file: string, signing: Signing, workspace: string, values: Values): Promise<number> {
  const filter = filterOf(values)
  const format = formatOf(file)
  await recordAudit(signing.db, workspace, {
    actor: { kind: 'system' },
    action: 'audit_exported',
    details: { format },
  })
  await checkAudit(signing, workspace)
  await exportAuditTo(file, signing, workspace, { filter, format, flags: 'w' })
  return say(`Written to ${file}.`)
}

async function admit(signing: Signing, workspace: string): Promise<number> {
  const head = await admitRestore(signing, workspace)
  if (head === null) return say('Every signed head fits the log: there is nothing to admit.')
  return say(
    `The log goes on from entry ${head.seq}; entries up to ${head.lost ?? head.seq} were lost with the restore, and an entry says so.`,
  )
}
