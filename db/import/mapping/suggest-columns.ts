/** Fills a draft with its plain columns: which field each is for, how its cells are read, and what is left for nobody. */
import { keyOf } from '../header.ts'
import { keepsCustom, type ColumnSpec } from '../file-spec.ts'
import { shown } from '../refusal.ts'
import type { Draft } from './draft.ts'
import type { Fit } from './field-fit.ts'
import { customPrefix, type MappedColumn, type Transform } from './mapping.ts'
import type { ColumnProfile } from './profile.ts'
import { matchValue } from './value-match.ts'
import { currencyInHeader, guessCustom, guessTransform, type Habits } from './transform-guess.ts'

const sureScore = 0.78

export const columnOf = (
  from: ColumnProfile[],
  to: string | null,
  as: Transform,
  sure = true,
  why = '',
): MappedColumn => ({ from: from.map((column) => column.name), to, as, sure, why })

/** What speaks against the choice of a column for a field. */
function rivalry(draft: Draft, fit: Fit): string {
  if (fit.score < sureScore) {
    const share = Math.round(fit.type * 100)
    return fit.type < 0.8 ? `only ${share} % of its cells fit` : 'the header only resembles the field'
  }
  const near = draft.all.filter(
    (other) => other !== fit && fit.score - other.score < 0.05 && other.score >= 0.6,
  )
  const field = near.find((other) => other.column === fit.column && !draft.fits.has(other.field.name))
  const column = near.find((other) => other.field === fit.field && draft.isFree(other.column))
  if (field) return `it may also be ${field.field.name}`
  return column ? `${shown(column.column.name)} fits as well` : ''
}

/** First and last name are one field. */
export function joinNames(draft: Draft): void {
  const { fits } = draft
  const [first, last, name] = [fits.get('first_name'), fits.get('last_name'), fits.get('name')]
  if (name && (name.column.filled >= (last?.column.filled ?? 0) || !last)) {
    draft.map(columnOf([name.column], 'name', plainName(draft, name)), name.column)
    for (const part of [first, last]) {
      if (part)
        draft.map(columnOf([part.column], null, { kind: 'text' }, true, 'part of the name'), part.column)
    }
  } else if (first && last) {
    draft.release('name')
    draft.map(
      columnOf([first.column, last.column], 'name', { kind: 'join', with: ' ' }),
      first.column,
      last.column,
    )
  } else if (last ?? first) {
    const [only] = [last, first].filter((part) => part !== undefined)
    if (only)
      draft.map(
        columnOf([only.column], 'name', { kind: 'text' }, false, 'a part of the name only'),
        only.column,
      )
  }
}

function plainName(draft: Draft, fit: Fit): Transform {
  return draft.object === 'contacts' && fit.column.share('lastFirst') > 0.8
    ? { kind: 'last_first' }
    : { kind: 'text' }
}

export function addFields(draft: Draft, habits: Habits): void {
  const { fits, object, spec } = draft
  if (fits.has('first_name') || fits.has('last_name')) joinNames(draft)
  for (const [name, fit] of fits) {
    if (draft.has(name) || name === 'first_name' || name === 'last_name') continue
    if (name === 'id' || fit.field.spec?.to) continue
    const own = fit.field.spec
    if (!own) continue
    const guess = guessTransform(object, own, fit.column, habits)
    const against = rivalry(draft, fit)
    const why = [against, guess.why].filter(Boolean).join('; ')
    draft.map(columnOf([fit.column], name, guess.as, guess.sure && against === '', why), fit.column)
    if (
      name === 'region' &&
      fit.column.words.some((word) => ['country', 'land', 'pay', 'pais', 'territory'].includes(word))
    ) {
      keepCustom(draft, fit.column, habits, 'kept as it is beside the region')
    }
  }
  if (object === 'opportunities' && !draft.has('status')) statusFromStage(draft, spec.columns)
  if (object === 'accounts') addCurrency(draft)
  if (draft.rows === 'each') addByValues(draft, habits)
}

/** Values can tell a closed list where the header does not: a column `Label` of "Customer" and "Churned". */
function addByValues(draft: Draft, habits: Habits): void {
  for (const spec of draft.spec.columns) {
    if (spec.type !== 'enum' || draft.has(spec.name)) continue
    const found = draft.profile.columns.find(
      (column) => draft.isFree(column) && tellsList(column, draft.object, spec),
    )
    if (!found) continue
    const { as } = guessTransform(draft.object, spec, found, habits)
    draft.map(
      columnOf(
        [found],
        spec.name,
        as,
        false,
        `its values are those of ${spec.name}; the header does not say so`,
      ),
      found,
    )
  }
}

/** Words, each of them one of the list's for certain, and at least two of its values. */
function tellsList(column: ColumnProfile, object: string, spec: ColumnSpec): boolean {
  if (
    !column.isListed ||
    column.listed.size > 12 ||
    column.share('number') > 0 ||
    column.share('boolean') > 0
  )
    return false
  const matches = [...column.listed.keys()].map((text) =>
    matchValue(`${object}.${spec.name}`, spec.values ?? [], text),
  )
  return matches.every((match) => match?.exact) && new Set(matches.map((match) => match?.to)).size >= 2
}

/** "Closed Won" says that the deal is won, "Negotiation" that it is open. */
function statusFromStage(draft: Draft, columns: ColumnSpec[]): void {
  const stage = draft.fits.get('stage')?.column
  const status = columns.find((column) => column.name === 'status')
  if (!stage || !status) return
  const { as } = guessTransform('opportunities', status, stage, { decimal: null, order: null })
  if (as.kind !== 'enum') return
  const values = Object.fromEntries(
    Object.entries(as.values).filter(([, to]) => to === 'won' || to === 'lost'),
  )
  const told = Object.entries(values).map(([from, to]) => `${shown(from)} is ${to}`)
  const why =
    told.length > 0
      ? `${told.slice(0, 4).join(', ')}; every other stage is open`
      : 'no stage says won or lost: all are open'
  draft.columns.push(
    columnOf([stage], 'status', { kind: 'enum', values, otherwise: 'open' }, told.length > 0, why),
  )
}

/** A currency that stands in the cells of the money, or in its header. */
function addCurrency(draft: Draft): void {
  const money = draft.fits.get('arr')?.column
  if (!money || draft.has('currency')) return
  if (money.currencies.size > 0) {
    const all = [...money.currencies.values()].reduce((sum, times) => sum + times, 0) === money.examined
    const why = all ? 'stands beside the amount' : 'stands beside some of the amounts only'
    draft.columns.push(columnOf([money], 'currency', { kind: 'currency' }, all, why))
    return
  }
  const named = currencyInHeader(money.name)
  const why = named ? 'the header of the amount names it' : 'neither a cell nor a header names the currency'
  draft.columns.push(
    columnOf([], 'currency', { kind: 'constant', value: named ?? 'USD' }, named !== null, why),
  )
}

function keepCustom(draft: Draft, column: ColumnProfile, habits: Habits, why = ''): void {
  let key = keyOf(column.name.replace(' #', ' ')) || `column_${column.at + 1}`
  while (draft.has(customPrefix + key)) key = `${key}_${column.at + 1}`
  draft.map(columnOf([column], customPrefix + key, guessCustom(column, habits), true, why), column)
}

/** Columns that no field takes: kept as fields of the workspace's own, or left out where there is nothing to keep. */
export function addRest(draft: Draft, habits: Habits): void {
  for (const column of draft.profile.columns) {
    if (!draft.isFree(column)) continue
    if (column.filled === 0)
      draft.map(columnOf([column], null, { kind: 'text' }, true, 'the column is empty'), column)
    else if (draft.rows === 'distinct') continue
    else if (keepsCustom(draft.spec))
      keepCustom(draft, column, habits, 'no field of Steward: kept as your own')
    else draft.map(columnOf([column], null, { kind: 'text' }, true, 'a series has no room for it'), column)
  }
}

type Made = { value: string | null; sure: boolean; why: string }

/** What stands in for a field that every row needs and no column gives; null is to be answered. */
function madeUp(draft: Draft, field: string): Made {
  const file = draft.profile.file.path
  const key = `${draft.object}.${field}`
  const guess = (value: string, why = `no column tells: every row gets ${value}`): Made => ({
    value,
    sure: false,
    why,
  })
  if (key === 'activities.type') {
    const word = /(email|call|meeting|note|slack)/i.exec(file)?.[1]?.toLowerCase()
    return word
      ? { value: word, sure: true, why: 'by the name of the file' }
      : { value: null, sure: false, why: '' }
  }
  if (key === 'tasks.status') return guess('open')
  if (key === 'contracts.status') return guess('active')
  if (key === 'users.role') return guess('viewer')
  if (key === 'usage.feature') return guess('Product')
  return { value: null, sure: false, why: 'every row needs it, and no column gives it' }
}

export function addRequired(draft: Draft): void {
  for (const { name, required } of draft.spec.columns) {
    if (!required || name === 'id' || name === 'account_id' || draft.has(name)) continue
    const stand = name === 'name' ? (draft.fits.get('email') ?? draft.fits.get('domain')) : undefined
    if (stand) {
      draft.columns.push(columnOf([stand.column], name, { kind: 'text' }, false, 'no column gives a name'))
      continue
    }
    const { value, sure, why } = madeUp(draft, name)
    draft.columns.push(columnOf([], name, { kind: 'constant', value }, sure, why))
  }
}
