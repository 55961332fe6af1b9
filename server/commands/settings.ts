/** `steward settings`: shows, sets and resets a workspace's weights, thresholds and windows, and lists who changed them when. */
import { changeSetting, flatSettings, readSettings, settingAt, settingsHistory } from '#db/change-setting.ts'
import type { Db } from '#db/connect.ts'
import { findAsker, findWorkspace } from '#db/people.ts'
import { defaultSettings } from '#db/settings.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: `settings --workspace NAME                             the weights, thresholds and windows of its measures
settings get PATH --workspace NAME
settings set PATH VALUE --workspace NAME [--as EMAIL]  VALUE as text or JSON
settings reset PATH --workspace NAME [--as EMAIL]      back to the default
settings history --workspace NAME                     who changed what when`,
  options: { workspace: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ workspace: name, as, json, data }, words) => {
    if (!name) throw new WrongUsage('settings needs --workspace NAME')
    const db = await openStore(readEnv(data))
    try {
      const { id } = await findWorkspace(db, name)
      const told = await run(db, id, words, as)
      process.stdout.write(json ? `${JSON.stringify(told.data)}\n` : `${told.text}\n`)
      return 0
    } finally {
      await db.close()
    }
  },
})

const print = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

type Told = { text: string; data: unknown }

async function run(db: Db, id: string, [verb, path, value]: string[], as?: string): Promise<Told> {
  const read = () => db.inWorkspace(id, (tx) => readSettings(tx, id), 'read')
  if (verb === undefined) return listing(await read())
  if (verb === 'history') {
    const past = await db.inWorkspace(id, (tx) => settingsHistory(tx, id), 'read')
    const lines = past.map(
      (one) =>
        `${one.at}  ${one.path}: ${print(one.before)} → ${print(one.after)}  ${one.by ?? 'from the terminal'}`,
    )
    return { text: lines.join('\n') || 'Nothing was changed so far.', data: past }
  }
  if (path !== undefined && verb === 'get') {
    const found = settingAt(await read(), path)
    return { text: print(found), data: found }
  }
  if (path !== undefined && ((verb === 'set' && value !== undefined) || verb === 'reset')) {
    const actor =
      as === undefined ? undefined : await db.inWorkspace(id, (tx) => findAsker(tx, id, as), 'read')
    const change = await changeSetting(db, id, {
      ...{ path, value: verb === 'reset' ? undefined : valueOf(value ?? '') },
      ...(actor && { actorId: actor.userId }),
    })
    const now = settingAt(await read(), path)
    return { text: `${path} is ${print(now)}.`, data: { ...change, now } }
  }
  throw new WrongUsage('settings lists, or takes: get PATH, set PATH VALUE, reset PATH, history')
}

/** A number, true, a list as JSON has it; anything else is the text itself. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

function listing(settings: Awaited<ReturnType<typeof readSettings>>): Told {
  const usual = flatSettings(defaultSettings)
  const all = [...flatSettings(settings)]
  const width = Math.max(...all.map(([path]) => path.length))
  const lines = all.map(([path, value]) => {
    const standard = usual.get(path)
    const isSet = print(standard) !== print(value)
    return `${path.padEnd(width)}  ${print(value)}${isSet ? `  (default ${standard === undefined ? 'none' : print(standard)})` : ''}`
  })
  return { text: lines.join('\n'), data: settings }
}
