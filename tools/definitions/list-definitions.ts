/** Lists what the workspace has defined for itself: measures, terms, synonyms; or the versions of one, with who and when. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { TableBlock } from '#agent/contract.ts'
import type { Defined } from '#db/catalogue/types.ts'
import { kinds } from '#db/definitions/bodies.ts'
import { printVersion } from '#db/definitions/print-version.ts'
import { historyOf } from '#db/definitions/store.ts'
import { Problem } from '#db/problem.ts'
import { dayInWords } from '#db/query/print.ts'
import { nearest } from '#db/query/nearest.ts'
import { defineTool, type Answer, type ToolContext } from '../kit/define-tool.ts'

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Looking up what is defined here',
  description:
    'The measures, business terms and synonyms that this workspace has defined for itself, with their text, version, author ' +
    'and whether they work; or all versions of one. Use it for "which terms do we have", "who defined whale", "how did the ' +
    'definition of whale change". For what one means today, the tool that explains a measure is enough.',
  input: z.strictObject({
    kind: z.enum(kinds).optional().describe('Only these; all when left out'),
    history: z.string().optional().describe('Key or label of one definition: all of its versions'),
  }),
  phrases: {
    frames: [
      '(what|which) (definitions|own terms|business terms|own measures|synonyms) (do we have|are there|exist)',
      '(list|show|show me) [all] [our|the] (definitions|own terms|business terms|own measures|synonyms)',
      '(history|versions|earlier versions) of [the] (definition|meaning) of {history:measure}',
      'who (defined|changed) {history:measure}',
      'how (did|has) [the] (definition|meaning) of {history:measure} (change|changed)',
    ],
    examples: ['Which business terms do we have?', 'Show our definitions'],
  },
  run: async ({ kind, history }, context) => {
    const all = context.catalogue.definitions ?? []
    if (history !== undefined) return versions(history, all, context)
    return listing(kind ? all.filter((each) => each.kind === kind) : all)
  },
})

const column = (key: string, label: string) => ({ key, label, type: 'text' })

function table(title: string, keys: [string, string][], rows: TableBlock['rows']): TableBlock {
  return {
    ...{ kind: 'table', id: uuid(), object: 'group', title },
    ...{
      columns: keys.map(([key, label]) => column(key, label)),
      rows,
      total: rows.length,
      reading: title.toLowerCase(),
    },
  }
}

function listing(all: Defined[]): Answer {
  if (all.length === 0)
    return { text: 'Nothing is defined here as yet; an administrator can: `steward define`.', blocks: [] }
  const broken = all.filter((each) => each.broken !== undefined)
  const rows = all.map((each) => ({
    ...{ name: each.label, kind: each.kind, means: each.text, version: String(each.version) },
    ...{ by: each.author ?? null, on: each.createdAt.slice(0, 10), state: each.broken ?? 'works' },
  }))
  const faults = broken.map((each) => `\n- ${each.label} can’t be worked out: ${each.broken ?? ''}`).join('')
  return {
    text: `**${all.length} ${all.length === 1 ? 'definition' : 'definitions'}** of this workspace.${faults}`,
    blocks: [
      table(
        'Definitions',
        [
          ['name', 'Name'],
          ['kind', 'Kind'],
          ['means', 'Means'],
          ['version', 'Version'],
          ['by', 'By'],
          ['on', 'On'],
          ['state', 'State'],
        ],
        rows,
      ),
    ],
  }
}

async function versions(named: string, all: Defined[], { tx, asker }: ToolContext): Promise<Answer> {
  const plain = (text: string) => text.toLowerCase().replaceAll('_', ' ')
  const found = all.find((each) =>
    [each.key, each.answersTo ?? each.key, each.label].some((name) => plain(name) === plain(named)),
  )
  const past = await historyOf(tx, asker.workspace, found?.key ?? named)
  if (past.length === 0) {
    const near = nearest(
      named,
      all.map(({ label }) => label),
    )
    throw new Problem(
      'not_found',
      `Nobody here defined ${named}: it is an entry of Steward’s own, or there is none.`,
      {
        done: 'Nothing was read.',
        next: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '',
      },
    )
  }
  const rows = past.map((each) => ({
    ...{ version: String(each.version), means: each.isRetired ? 'retired' : printVersion(each) },
    ...{ by: each.author ?? null, on: each.createdAt.slice(0, 10) },
  }))
  const label = found?.label ?? named
  const lines = past.map(
    (each) =>
      `- version ${each.version}, ${dayInWords(each.createdAt)}${each.author ? `, ${each.author}` : ''}: ${each.isRetired ? 'retired' : printVersion(each)}`,
  )
  return {
    text: [`**${label}** has ${past.length} ${past.length === 1 ? 'version' : 'versions'}:`, ...lines].join(
      '\n',
    ),
    blocks: [
      table(
        `Versions of ${label}`,
        [
          ['version', 'Version'],
          ['means', 'Means'],
          ['by', 'By'],
          ['on', 'On'],
        ],
        rows,
      ),
    ],
  }
}
