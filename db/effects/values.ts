/** Checks a value against the field that it is meant for and gives it as its column takes it; a Problem names the field and what it takes. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { readCell } from '../import/cell.ts'
import { Refusal, shown } from '../import/refusal.ts'
import { Problem } from '../problem.ts'
import { nearest } from '../query/nearest.ts'
import { accountOf, mayRead } from './acting.ts'
import type { NewValue } from './contract.ts'
import type { Writable } from './writable.ts'

/** As the column takes it, and as a card shows it: a person's id and e-mail, a row's own id and its source's. */
export type Checked = { stored: NewValue; shown: NewValue }

const longestItem = 200

const refuse = (target: Writable, reason: string, next = '') =>
  new Problem('bad_request', `${target.label}: ${reason}.`, { next })

export async function checkedValue(
  tx: Tx,
  asker: Asker,
  target: Writable,
  given: NewValue,
): Promise<Checked> {
  const value = plainValue(target, given)
  if (value === null || Array.isArray(value)) return { stored: value, shown: value }
  if (target.type === 'person') return personOf(tx, asker.workspace, target, String(value))
  if (target.type === 'row') return rowOf(tx, asker, target, String(value))
  return { stored: value, shown: value }
}

/** The items of a list that are added or taken out. */
export function checkedItems(target: Writable, given: string[]): string[] {
  if (target.type !== 'list')
    throw refuse(target, 'it is one value and no list, so nothing is added to it or taken out of it')
  const items = listOf(target, given)
  if (items.length === 0) throw refuse(target, 'no value was given')
  return items
}

function plainValue(target: Writable, given: NewValue): NewValue {
  const { spec } = target
  if (target.type === 'list') return given === null ? emptied(target) : listOf(target, given)
  if (Array.isArray(given)) throw refuse(target, 'it takes one value, not several')
  const text = given === null ? '' : String(given)
  if (target.type === 'boolean' && typeof given === 'number')
    throw refuse(target, `${given} is neither true nor false`)
  if (text.trim() === '') return emptied(target)
  const value = readCell(spec, asKey(target, text))
  if (value instanceof Refusal) throw refuse(target, value.reason)
  return value
}

function emptied(target: Writable): NewValue {
  const { fallback, required } = target.spec
  if (fallback !== undefined) return fallback
  if (required) throw refuse(target, 'it can not be empty')
  return target.type === 'list' && target.custom === undefined ? [] : null
}

/** The label of a value means its key. */
function asKey({ field }: Writable, text: string): string {
  const word = text.trim().toLowerCase()
  return field?.values?.find(({ label }) => label.toLowerCase() === word)?.key ?? text
}

/** Items that a cell of the bundle holds too: no separator within. */
function listOf(target: Writable, given: NewValue): string[] {
  const items = (Array.isArray(given) ? given : [String(given)]).map((item) => item.trim())
  for (const item of items) {
    if (/[;\0\r\n]/.test(item)) throw refuse(target, `${shown(item)} holds a sign that separates values`)
    if (item.length > longestItem) throw refuse(target, `a value has at most ${longestItem} characters`)
  }
  const byWord = new Map(items.filter((item) => item !== '').map((item) => [item.toLowerCase(), item]))
  return [...byWord.values()]
}

async function personOf(tx: Tx, workspace: string, target: Writable, given: string): Promise<Checked> {
  const email = given.toLowerCase()
  const people = await rowsOf<{ id: string; email: string; isActive: boolean }>(
    tx,
    sql`select id, email, deactivated_at is null as "isActive" from users where workspace_id = ${workspace}`,
  )
  const person = people.find((one) => one.email === email)
  if (person?.isActive) return { stored: person.id, shown: person.email }
  if (person) throw refuse(target, `${email} is no longer active`, 'Name somebody who is.')
  const near = nearest(
    email,
    people.filter((one) => one.isActive).map((one) => one.email),
  )
  throw refuse(
    target,
    `there is nobody with the e-mail address ${shown(given)}`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '',
  )
}

async function rowOf(tx: Tx, asker: Asker, target: Writable, id: string): Promise<Checked> {
  const { to } = target
  if (!to) throw new Error(`${target.key} leads nowhere`)
  const [row] = await rowsOf<{ id: string }>(
    tx,
    sql`select x.id from ${sql.identifier(to.table)} x
          left join accounts a on a.workspace_id = ${asker.workspace} and a.id = ${accountOf(to, 'x')}
        where x.workspace_id = ${asker.workspace} and x.source_id = ${id} and ${mayRead(asker, 'a')}`,
  )
  if (!row) throw refuse(target, `there is no ${to.label.toLowerCase()} ${shown(id)} that you may see`)
  return { stored: row.id, shown: id }
}
