/** Verifies a workspace's audit log: each entry's hash, its link, and every signed head; says what was done to it and where. */
import type { Db, Tx } from '../connect.ts'
import { chainOf, hasItsWords, isSound, storedHeads, type ChainRow } from './chain.ts'
import { classify, type Fault } from './classify.ts'
import type { Verdict, Verification } from './contract.ts'
import { beginning, canonical } from './entry.ts'
import { inForce, isSigned, readHeadFile, type Head, type HeadFile } from './head.ts'
import type { PublicKey } from './signing-key.ts'

/** A log, wherever it is: the database, or a file that was exported. Rows can be read more than once. */
export type Log = {
  workspace: string
  rows: () => AsyncIterable<ChainRow>
  heads: Head[]
  unreadableHeads: number
}

export type Trust = {
  keys: readonly PublicKey[]
  /** Files of heads that were kept outside the database. */
  files: readonly string[]
}

export function verifyAudit(db: Db, workspace: string, trust: Trust): Promise<Verification> {
  const files = trust.files.map(readHeadFile)
  const verifyIn = async (tx: Tx) => verifyLog(await storedLog(tx, workspace), trust.keys, files)
  return db.inWorkspace(workspace, verifyIn, 'scan')
}

export async function storedLog(tx: Tx, workspace: string): Promise<Log> {
  const { heads, unreadable } = await storedHeads(tx, workspace)
  return { workspace, rows: () => chainOf(tx, workspace), heads, unreadableHeads: unreadable }
}

type Walk = {
  entries: number
  last: number
  isBroken: boolean
  hashes: Map<number, string>
  wrongWords: number | null
}

/** One pass in constant memory; `wanted` are the entries whose hash the heads will be asked about. */
async function walk(rows: AsyncIterable<ChainRow>, wanted: ReadonlySet<number>): Promise<Walk> {
  const done: Walk = { entries: 0, last: 0, isBroken: false, hashes: new Map(), wrongWords: null }
  let prev = beginning
  for await (const row of rows) {
    done.entries++
    if (row.seq !== done.last + 1 || row.prev !== prev || !isSound(row)) done.isBroken = true
    if (done.wrongWords === null && !hasItsWords(row)) done.wrongWords = row.seq
    if (wanted.has(row.seq)) done.hashes.set(row.seq, row.hash)
    done.last = row.seq
    prev = row.hash
  }
  return done
}

const words: Record<Exclude<Verdict, 'intact'>, string> = {
  altered: 'An entry was altered',
  deleted: 'Entries were deleted from the middle',
  inserted: 'An entry was inserted',
  reordered: 'Entries were reordered',
  rewritten: 'The chain was rewritten',
  truncated: 'The end of the log was cut off',
  head_forged: 'A signed head was forged',
}

export async function verifyLog(
  log: Log,
  keys: readonly PublicKey[],
  files: HeadFile[],
): Promise<Verification> {
  const given = [...log.heads, ...files.flatMap((file) => file.heads)]
  const all = [...new Map(given.map((head) => [canonical(head), head])).values()]
  const isValid = (head: Head) => head.workspace === log.workspace && isSigned(head, keys)
  const valid = all.filter(isValid)
  const forged = all.filter((head) => !valid.includes(head))
  const heads = inForce(valid)
  const seen = await walk(log.rows(), new Set(heads.map(({ seq }) => seq)))
  const agrees = (head: Head) =>
    (seen.hashes.get(head.seq) ?? (head.seq === 0 ? beginning : undefined)) === head.hash
  const agreed = heads.filter(agrees).reduce((most, { seq }) => Math.max(most, seq), 0)
  const vouched = heads.reduce((most, { seq }) => Math.max(most, seq), 0)

  const found: Fault[] = []
  if (seen.isBroken) {
    const rows: ChainRow[] = []
    for await (const row of log.rows()) rows.push(row)
    found.push(
      classify(rows, { vouched, agreed }) ?? { verdict: 'altered', seq: 1, words: 'the chain does not hold' },
    )
  } else found.push(...ofHeads(heads, agrees, seen.last))
  if (seen.wrongWords !== null)
    found.push({
      verdict: 'altered',
      seq: seen.wrongWords,
      words: `the personal words beside entry ${seen.wrongWords} are not those that it was recorded with`,
    })
  found.push(...ofForged(forged, log.unreadableHeads))
  return told(found, {
    entries: seen.entries,
    coveredTo: agreed,
    heads: heads.length,
    void: valid.length - heads.length,
    files,
  })
}

/** Of a chain that holds in itself: what the heads say against it. */
function ofHeads(heads: Head[], agrees: (head: Head) => boolean, last: number): Fault[] {
  const sorted = heads.toSorted((one, other) => one.seq - other.seq)
  const against = sorted.find((head) => head.seq <= last && !agrees(head))
  if (against) {
    const before = sorted.filter((head) => head.seq < against.seq && agrees(head)).at(-1)?.seq ?? 0
    const where =
      before + 1 === against.seq ? `at ${against.seq}` : `between ${before + 1} and ${against.seq}`
    return [
      {
        verdict: 'rewritten',
        seq: before + 1,
        words: `it holds in itself, but entry ${against.seq} is not the one that was signed at ${against.at}: it begins to differ ${where}`,
      },
    ]
  }
  const beyond = sorted.at(-1)
  if (beyond === undefined || beyond.seq <= last) return []
  return [
    {
      verdict: 'truncated',
      seq: last + 1,
      words: `it ends with entry ${last}, but entry ${beyond.seq} was signed at ${beyond.at}`,
    },
  ]
}

function ofForged(forged: Head[], unreadable: number): Fault[] {
  const [first] = forged
  const count = forged.length + unreadable
  if (count === 0) return []
  const which = first ? `the one for entry ${first.seq} of ${first.at}` : 'one that has no head’s form'
  return [
    {
      verdict: 'head_forged',
      seq: first?.seq ?? 0,
      words: `${count === 1 ? 'one' : count} of them, ${which}, was not signed with a key that is trusted here`,
    },
  ]
}

type Told = { entries: number; coveredTo: number; heads: number; void: number; files: HeadFile[] }

function told(found: Fault[], { files, void: voided, ...counts }: Told): Verification {
  const unreadable = files.reduce((sum, file) => sum + file.unreadable, 0)
  const notes = [
    ...(unreadable > 0 ? [`${unreadable} lines of a file of heads can’t be read.`] : []),
    ...(voided > 0 ? [`${voided} heads are void since a restore went back behind them.`] : []),
  ]
  const [first, ...more] = found.map((one) => ({ ...one, words: sentence(one) }))
  if (first)
    return {
      verdict: first.verdict,
      seq: first.seq || null,
      words: first.words,
      ...counts,
      alsoFound: [...more.map((one) => one.words), ...notes],
    }
  return { verdict: 'intact', seq: null, words: intact(counts), ...counts, alsoFound: notes }
}

const sentence = ({ verdict, words: what }: Fault) =>
  verdict === 'intact' ? what : `${words[verdict]}: ${what}.`

function intact({ entries, coveredTo, heads }: Omit<Told, 'files' | 'void'>): string {
  if (entries === 0) return 'The log is empty.'
  const whole = `The log is intact: ${entries} ${entries === 1 ? 'entry' : 'entries'}`
  if (heads === 0) return `${whole}, none of them vouched for by a signed head yet.`
  const rest = entries - coveredTo
  return `${whole}, vouched for by signed heads up to ${coveredTo}${rest > 0 ? `; the last ${rest} not yet` : ''}.`
}
