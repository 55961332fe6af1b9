/** `steward query`: one query as data, from a file or standard input, answered as JSON or explained for a developer. */
import { readFileSync } from 'node:fs'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { parseQuery } from '#db/query/compile.ts'
import { explainQuery } from '#db/query/explain-plan.ts'
import { runQuery } from '#db/query/run.ts'
import { within } from '#db/rights.ts'
import { dayOption, defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

type QueryOptions = {
  data?: string | undefined
  file: string
  workspace: string
  as?: string | undefined
  today?: string | undefined
  explain?: boolean | undefined
}

export default defineCommand({
  usage: 'query --json FILE|- --workspace NAME [--explain] [--as EMAIL] [--today DATE]   one query as data',
  options: {
    json: { type: 'string' },
    workspace: { type: 'string' },
    explain: { type: 'boolean' },
    as: { type: 'string' },
    today: { type: 'string' },
  },
  run: ({ json: file, workspace, explain, as, today, data }) => {
    if (!file || !workspace) throw new WrongUsage('query needs --json FILE (or -) and --workspace NAME')
    return queryCommand({ file, workspace, explain, as, today: dayOption(today), data })
  },
})

async function queryCommand({ file, workspace, explain, as, today, data }: QueryOptions): Promise<number> {
  const query = parseQuery(read(file))
  const db = await openStore(readEnv(data))
  try {
    const found = await findWorkspace(db, workspace)
    const { asker, all } = await db.inWorkspace(
      found.id,
      async (tx) => ({ asker: await findAsker(tx, found.id, as), all: await loadCatalogue(tx, found.id) }),
      'read',
    )
    const who = { asker, clock: clockOf(found, today) }
    const catalogue = withhold(all, asker.rights)
    const result = await db.inWorkspace<object>(
      within(asker),
      (tx) => (explain ? explainQuery(tx, catalogue, query, who) : runQuery(tx, catalogue, query, who)),
      'read',
    )
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    return 0
  } finally {
    await db.close()
  }
}

function read(file: string): unknown {
  const name = file === '-' ? 'standard input' : file
  const refused = (why: string, cause: unknown) =>
    new Problem('bad_request', `${name} ${why}.`, {
      done: 'Nothing was read.',
      next: 'Give one query as JSON, such as {"from": "account", "limit": 5}.',
      cause,
    })
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw refused('cannot be read', error)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refused('is not JSON', error)
  }
}
