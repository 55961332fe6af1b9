/** `steward define`: defines a measure, a term or a synonym of a workspace, shows what it comes to, and retires or restores one. */
import { readPlainCondition } from '#agent/offline/read-condition.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { declaredUnits, kinds, type Kind } from '#db/definitions/bodies.ts'
import { draftOf, recordDefinition, tryDefinition, type Draft, type Trial } from '#db/definitions/define.ts'
import { findMeaning } from '#db/definitions/meaning.ts'
import { findDefinition, retire } from '#db/definitions/store.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { unknown } from '#db/query/refuse.ts'
import { defineCommand, dayOption, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'
import { comesTo } from '../definition-words.ts'

const options = {
  workspace: { type: 'string' },
  object: { type: 'string' },
  label: { type: 'string' },
  unit: { type: 'string' },
  better: { type: 'string' },
  words: { type: 'string' },
  about: { type: 'string' },
  as: { type: 'string' },
  today: { type: 'string' },
  check: { type: 'boolean' },
  force: { type: 'boolean' },
  retire: { type: 'boolean' },
  restore: { type: 'string' },
  json: { type: 'boolean' },
} as const

type Given = {
  [K in keyof typeof options]?: ((typeof options)[K]['type'] extends 'boolean' ? boolean : string) | undefined
}
type Work = { tx: Tx; workspace: string; who: { asker: Asker; clock: Clock }; given: Given }

export default defineCommand({
  usage: [
    'define measure KEY "FORMULA" --workspace NAME [--object KEY] [--label TEXT] [--unit UNIT] [--better high|low] [--words "A, B"] [--about TEXT] [--check]',
    'define term KEY "CONDITION" --workspace NAME [--object KEY] [--label TEXT] [--words "A, B"] [--about TEXT] [--check]',
    'define synonym "WORD" "WHAT IT MEANS" --workspace NAME [--check]',
    'define --retire | --restore VERSION [KIND] KEY --workspace NAME [--as EMAIL] [--force] [--json]',
  ].join('\n'),
  options,
  run: async (values, rest) => {
    if (!values.workspace) throw new WrongUsage('define needs --workspace NAME')
    const today = dayOption(values.today)
    const db = await openStore(readEnv(values.data))
    try {
      const workspace = await findWorkspace(db, values.workspace)
      const told = await db.inWorkspace(workspace.id, async (tx) => {
        const asker = await findAsker(tx, workspace.id, values.as)
        if (asker.role !== 'admin' && asker.role !== 'manager')
          throw new Problem('bad_request', `${asker.name} may not define anything.`, {
            next: 'Ask an administrator or a manager.',
          })
        const clock = clockOf(workspace, today)
        return run({ tx, workspace: workspace.id, who: { asker, clock }, given: values }, rest)
      })
      process.stdout.write(values.json ? `${JSON.stringify(told.data)}\n` : `${told.text}\n`)
      return 0
    } finally {
      await db.close()
    }
  },
})

type Told = { text: string; data: unknown }

const isKind = (word: string | undefined): word is Kind => kinds.some((kind) => kind === word)

async function run(work: Work, rest: string[]): Promise<Told> {
  const { given } = work
  if (given.retire || given.restore !== undefined) {
    const [first, second] = rest
    const [kind, key] = second === undefined ? [undefined, first] : [first, second]
    if (key === undefined || (kind !== undefined && !isKind(kind)))
      throw new WrongUsage('name the key, with its kind before it where several have it')
    return given.retire ? retireOne(work, key, kind) : restore(work, key, kind)
  }
  const [kind, key, text, ...more] = rest
  if (!isKind(kind) || key === undefined || text === undefined || more.length > 0)
    throw new WrongUsage('define takes measure, term or synonym, a key, and one text in quotes')
  return record(work, await draftFrom(work, kind, key, text))
}

async function retireOne({ tx, workspace, who }: Work, key: string, kind: Kind | undefined): Promise<Told> {
  const found = await findDefinition(tx, workspace, keyOf(key), kind)
  const version = await retire(tx, workspace, found, who.asker.userId)
  const broken = ((await loadCatalogue(tx, workspace)).definitions ?? []).filter((each) =>
    each.broken?.includes(`It uses ${found.key},`),
  )
  const breaks =
    broken.length > 0
      ? ` It is used by ${broken.map((each) => each.key).join(', ')}, which no longer work.`
      : ''
  return {
    text: `${found.key} is retired; what it was stays on record (version ${version}).${breaks}`,
    data: { key: found.key, kind: found.kind, version, breaks: broken.map((each) => each.key) },
  }
}

async function restore(work: Work, key: string, kind: Kind | undefined): Promise<Told> {
  const { tx, workspace, given } = work
  const version = Number(given.restore)
  if (!Number.isInteger(version)) throw new WrongUsage('--restore takes the number of a version')
  const found = await findDefinition(tx, workspace, keyOf(key), kind)
  return record(work, await draftOf(tx, workspace, found, version))
}

/** "Big Blue" → big_blue. */
const keyOf = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')

function oneOf<T extends string>(
  option: string,
  given: string | undefined,
  valid: readonly T[],
): T | undefined {
  if (given === undefined) return undefined
  const found = valid.find((each) => each === given)
  if (found) return found
  throw new WrongUsage(`--${option} takes one of: ${valid.join(', ')}`)
}

async function draftFrom(
  { tx, workspace, who, given }: Work,
  kind: Kind,
  key: string,
  text: string,
): Promise<Draft> {
  const catalogue = await loadCatalogue(tx, workspace)
  if (kind === 'synonym') {
    const means = await findMeaning(tx, catalogue, text, who)
    return { kind, key: keyOf(key), word: key, means }
  }
  const words = given.words
    ?.split(',')
    .map((word) => word.trim())
    .filter(Boolean)
  const rest = {
    ...(given.object !== undefined && { object: given.object }),
    ...(given.label !== undefined && { label: given.label }),
    ...(given.about !== undefined && { description: given.about }),
    ...(words?.length && { words }),
  }
  if (kind === 'term') return { kind, key, where: text, ...rest }
  const unit = oneOf('unit', given.unit, declaredUnits)
  const better = oneOf('better', given.better, ['high', 'low'] as const)
  return { kind, key, formula: text, ...rest, ...(unit && { unit }), ...(better && { better }) }
}

/** A condition that is not in its text form may be plain words, which are then read as a request is; else the fault of the text counts. */
async function tried({ tx, workspace, who }: Work, draft: Draft): Promise<Trial> {
  try {
    return await tryDefinition(tx, workspace, draft)
  } catch (error) {
    if (!(error instanceof Problem) || draft.kind !== 'term' || typeof draft.where !== 'string') throw error
    const catalogue = await loadCatalogue(tx, workspace)
    const object = catalogue.objects.get(draft.object ?? 'account')
    if (!object) throw unknown('object', 'object', draft.object ?? '', [...catalogue.objects.keys()])
    const where = await readPlainCondition(tx, catalogue, object, draft.where, who)
    if (!where) throw error
    return tryDefinition(tx, workspace, { ...draft, where })
  }
}

async function record(work: Work, draft: Draft): Promise<Told> {
  const { tx, workspace, who, given } = work
  const trial = await tried(work, draft)
  const told = await comesTo(tx, trial, who)
  const { key, kind, entry, breaks } = trial
  const data = { kind, key, text: entry.text, breaks: breaks.map((each) => each.key), ...told.data }
  if (given.check) {
    const warning = breaks.map((each) => `\n${each.key} would break: ${each.broken ?? ''}`).join('')
    return { text: `${told.text}${warning}\nNothing was recorded.`, data: { ...data, version: null } }
  }
  const version = await recordDefinition(tx, workspace, trial, {
    authorId: who.asker.userId,
    mayBreak: given.force ?? false,
  })
  return { text: `${told.text}\nRecorded as version ${version}.`, data: { ...data, version } }
}
