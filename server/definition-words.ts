/** What a definition comes to, in words: its reading, its unit, and what it gives for rows that are there. */
import type { Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Trial } from '#db/definitions/define.ts'
import { cellInWords, inSentence, numberInWords } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'

type Who = { asker: Asker; clock: Clock }
type Told = { text: string; data: Record<string, unknown> }

export function comesTo(tx: Tx, trial: Trial, who: Who): Promise<Told> {
  if (trial.kind === 'measure') return measured(tx, trial, who)
  if (trial.kind === 'term') return held(tx, trial, who)
  const text = `“${trial.entry.label}” means ${trial.entry.text}.`
  return Promise.resolve({ text, data: {} })
}

const samples = 3

async function measured(tx: Tx, { catalogue, entry, key }: Trial, who: Who): Promise<Told> {
  const object = catalogue.objects.get(entry.object)
  const answersTo = entry.answersTo ?? key
  const field = object?.fields.find((each) => each.key === answersTo)
  if (!object || !field) return { text: entry.text, data: {} }
  const { rows, columns } = await runQuery(
    tx,
    catalogue,
    {
      from: object.key,
      where: { field: answersTo, op: 'not_null' },
      select: [object.title, answersTo],
      orderBy: [{ by: answersTo, dir: 'desc' }],
      limit: samples,
    },
    who,
  )
  const column = columns.find((each) => each.key === answersTo)
  const told = rows.map(
    (row) =>
      `${String(row[object.title])} ${column ? cellInWords(object, column, row[answersTo] ?? null) : ''}`,
  )
  const facts = [
    field.unit ?? (field.type === 'money' ? 'money' : field.type),
    ...(field.better ? [`${field.better === 'high' ? 'higher' : 'lower'} is better`] : []),
    ...(field.additive ? ['adds up'] : []),
    ...(field.dated ? ['known for earlier days'] : []),
  ]
  const example = told.length > 0 ? `For example: ${told.join('; ')}.` : 'It is known for no row as yet.'
  return {
    text: `${field.label} = ${entry.text} (${facts.join(', ')}).\n${example}`,
    data: { type: field.type, unit: field.unit ?? null, samples: rows },
  }
}

async function held(tx: Tx, { catalogue, entry, key }: Trial, who: Who): Promise<Told> {
  const object = catalogue.objects.get(entry.object)
  const answersTo = entry.answersTo ?? key
  const count = async (where: { field: string; op: 'eq'; value: boolean } | undefined) => {
    const { rows } = await runQuery(
      tx,
      catalogue,
      { from: entry.object, ...(where && { where }), measures: [{ fn: 'count' }] },
      who,
    )
    return Number(rows[0]?.count ?? 0)
  }
  const holds = await count({ field: answersTo, op: 'eq', value: true })
  const all = await count(undefined)
  const plural = inSentence(object?.plural ?? entry.object)
  return {
    text: `${entry.label} = ${entry.text}.\nIt holds of ${numberInWords(holds)} ${plural}; there are ${numberInWords(all)}.`,
    data: { holds, of: all },
  }
}
