/** What was kept of what was there: "of the revenue we had a year ago, how much is still with us, upsells counted in" asks for the measure that says so. Without a time to start from only a rate that needs none is read ("what share of our deals do we win"). */
import type { PortfolioMeasure } from '#db/catalogue/types.ts'
import type { Period } from '#db/query/query.ts'
import { periodOf, spanOf } from '../when.ts'
import { figure, isOp, kind, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, isDay } from './reach.ts'

export function bindKept(draft: Draft): void {
  const said = draft.items.filter((item) => roleOf(item) === 'kept')
  const asked = draft.items.find((item) => isOp(item, 'share', 'much'))
  if (said.length === 0 || !asked || !draft.object.portfolio) return
  const verb = said.find((item) => keptOf(draft, item, 'verb').length > 0)
  const also = said.find((item) => item !== verb && keptOf(draft, item, 'with').length > 0)
  const time = draft.items.find((item) => kind(item) === 'time' && windowOf(draft, item))
  const during = time && windowOf(draft, time)
  // "How much is left to renew this quarter": another day is spoken of.
  if (!verb || isOfDay(draft, draft.items[verb.n + 1], draft.items[verb.n + 2])) return
  const money = draft.items.find((item) => isMoney(draft, item))
  const rows = draft.items.find((item) => nounObject(item.ref) === draft.object.key)
  const measure = measureOf(draft, verb, also, money ? 'money' : 'rows')
  // A number of rows is no share of them.
  if (!measure || (!money && !isOp(asked, 'share'))) return
  // A share of what was won, of which more is said, is another share than that of the won.
  if (measure.kept?.undated ? saysMoreBehind(draft, verb) || isDecided(draft, measure) : !during) return
  const rest = draft.items.filter(
    (item) => item.n !== time?.n && (isToday(draft, item) || isEvery(item, money)),
  )
  const items = [
    ...said,
    asked,
    ...(during && time ? [time] : []),
    ...(money ? [money] : []),
    ...(rows ? [rows] : []),
    ...rest,
  ]
  figure(draft, { measure: measure.key, ...(during && { during }) }, ...items.map(({ n }) => n))
  draft.cost -= 0.9
}

const keptOf = (draft: Draft, { span: { meaning } }: Item, as: 'verb' | 'with'): string[] =>
  meaning.kind === 'entry'
    ? meaning.refs.flatMap((ref) =>
        ref.is === 'kept' && ref.as === as && ref.object === draft.object.key ? [ref.measure] : [],
      )
    : []

/** "What share of the deals we won were expansions": what they were follows. */
const saysMoreBehind = ({ items }: Draft, verb: Item): boolean =>
  items.some(
    (item) =>
      item.n > verb.n && /^(is|are|was|were|came|come|comes|had|has|have|went|go|goes)$/.test(wordOf(item)),
  )

/** "The ratio of won to lost": of rows of one outcome there is no such rate. */
const isDecided = ({ items, object }: Draft, { kept }: PortfolioMeasure): boolean =>
  items.some(
    ({ ref }) =>
      ref !== undefined &&
      ref.object === object.key &&
      ((ref.is === 'value' && ref.field === kept?.decides) ||
        (ref.is === 'adjective' && 'field' in ref.where && ref.where.field === kept?.decides)),
  )

/** The one that its words tell from the others; else the one that nothing must be said for. */
function measureOf(
  draft: Draft,
  verb: Item,
  also: Item | undefined,
  of: 'money' | 'rows',
): PortfolioMeasure | undefined {
  const verbs = keptOf(draft, verb, 'verb')
  const told = also ? keptOf(draft, also, 'with') : undefined
  return draft.object.portfolio?.find(
    ({ key, kept }) =>
      kept?.of === of && verbs.includes(key) && (told ? told.includes(key) : kept.must === undefined),
  )
}

/** The rows' own money: named, or said by what is done with it. */
const isMoney = (draft: Draft, { ref, reach }: Item): boolean =>
  ref !== undefined &&
  (ref.is === 'field' || ref.is === 'verb') &&
  reach?.steps === 0 &&
  fieldOf(draft.object, ref.field)?.implicitFor === 'money'

const isOfDay = (draft: Draft, to: Item | undefined, of: Item | undefined): boolean =>
  to !== undefined &&
  wordOf(to) === 'to' &&
  of?.ref?.is === 'verb' &&
  isDay(fieldOf(draft.object, of.ref.field))

/** From the day that was said on, or over the stretch that was. */
function windowOf(draft: Draft, { span: { meaning } }: Item): Period | undefined {
  if (meaning.kind !== 'time') return undefined
  const { when } = meaning.time
  const { from, to } = spanOf(when, 'past', draft.clock)
  if (from === undefined || from >= draft.clock.today) return undefined
  return to === undefined || from === to
    ? { from, to: draft.clock.today }
    : periodOf(when, 'past', draft.clock)
}

/** "Today", "to this day": the end that every window has. */
const isToday = (draft: Draft, { span: { meaning } }: Item): boolean => {
  if (meaning.kind !== 'time') return false
  const { from, to } = spanOf(meaning.time.when, 'past', draft.clock)
  return from === draft.clock.today && (to ?? from) === from
}

/** "Of every dollar": of all of them. */
const isEvery = (item: Item, money: Item | undefined): boolean =>
  money !== undefined &&
  item.n === money.n - 1 &&
  isOp(item, 'all', 'group') &&
  /^(of )?(every|each|all)$/.test(wordOf(item))
