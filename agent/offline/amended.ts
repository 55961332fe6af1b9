/** Follow-ups in steps: what is taken back in the middle of a sentence, a condition that goes before another comes, rows that are to go, one word put for another. Said as what is left to read. Pure. */
import type { Query } from '#db/query/query.ts'
import type { PastTurn } from '../planner.ts'
import { fieldsOf } from './compose/reach.ts'
import type { Asked } from './compose/build.ts'
import type { Lattice } from './read.ts'
import { queryCall } from './tool-calls.ts'
import { conjuncts } from './compose/build.ts'

/** Where somebody changes their mind: what stands before no longer holds. */
const waver = '(?:oh|ah|hm+|um+|uh|er|well|argh|oops|actually|sorry|wait|no)'
const changesMind = new RegExp(
  `(?:^|[\\s,;.!?…–—-]+)(?:${waver}[\\s,.!…–—-]+)*(?:no[,\\s]+wait|wait[,\\s]+no|no[,\\s]+hang on|no[,\\s]+hold on|no[,\\s]+sorry|sorry[,\\s]+no|actually[,\\s]+no|no[,\\s]+actually|no[,\\s]+no|scratch that|strike that|forget that|forget it|on second thou?ghts?|i take that back|(?<=^|[,;.!?…–—-]\\s*)(?:hang on|hold on|wait|correction|or rather|never ?mind(?: that)?)(?=\\s*[,.!…:–—-]))\\b[\\s,;:.!…–—-]+(?=[\\p{L}\\d])`,
  'iu',
)

/** The words before and after a change of mind; null where there is none. */
export function takenBack(text: string): { before: string; after: string } | null {
  const match = changesMind.exec(text)
  if (!match) return null
  const after = text.slice(match.index + match[0].length).trim()
  const before = text.slice(0, match.index).trim()
  return /\p{L}{2}/u.test(after) ? { before: /[\p{L}\d]/u.test(before) ? before : '', after } : null
}

/** A turn that was only thought of: the query that words came to. */
export const turnOf = (text: string, query: Query): PastTurn => ({
  text,
  calls: [queryCall(query)],
  answer: '',
  blocks: [],
  clarify: null,
})

/** The parts of a query that are not as they were before. */
function changedIn(query: Asked, before: Asked | null): Set<string> {
  const known = conjuncts(before?.where).map((clause) => JSON.stringify(clause))
  const changed = new Set<string>()
  for (const clause of conjuncts(query.where))
    if (!known.includes(JSON.stringify(clause))) for (const field of fieldsOf(clause)) changed.add(field)
  for (const key of ['groupBy', 'measures', 'orderBy', 'limit'] as const)
    if (JSON.stringify(query[key]) !== JSON.stringify(before?.[key])) changed.add(key)
  return changed
}

/** "In EMEA, no wait, APAC" changes what was just said; "by segment… no wait, only red" lets go of it. */
export function touchesSame(first: Asked, second: Asked, before: Asked | null): boolean {
  const said = changedIn(first, before)
  return [...changedIn(second, first)].some((part) => said.has(part))
}

const few = "(?:[\\p{L}\\d'’&.-]+ ){0,3}?[\\p{L}\\d'’&.-]+"
const swaps = [
  new RegExp(
    `^(?:ok(?:ay)?,? |now |please |and |can you |could you )*(?:swap|switch|replace|exchange|trade|substitute)(?: out)? (?:the )?${few} (?:for|with|by) (?:the )?(${few})[\\s.!?]*$`,
    'iu',
  ),
  new RegExp(
    `^(?:no,? |and |now |ok(?:ay)?,? )*(?:the )?(${few}) (?:instead of|rather than|in place of|as opposed to) (?:the )?${few}[\\s.!?]*$`,
    'iu',
  ),
]

/** "Swap expansion for renewal", "renewal instead of expansion": what is put there now. */
export function swapped(text: string): string | null {
  for (const pattern of swaps) {
    const put = pattern.exec(text)?.[1]
    if (put) return `i meant ${put}`
  }
  return null
}

const count =
  'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety'
const unit =
  '(?:business |working |calendar )?(?:days?|weeks?|months?|quarters?|years?|hours?|hrs?|wks?|d|w|%|percent|points?|k|m)'
const numbers = new RegExp(
  `(?<![\\p{L}\\d])(\\d[\\d.,]*(?<![.,])|${count}|an?(?=\\s(?:${unit})\\b))(\\s?${unit})?(?![\\p{L}\\d])`,
  'giu',
)

const restoring = [
  /^(?:(?:ok(?:ay)?|now|please|and|no|hm+|but|so|actually|then|can you|could you|let['’]?s),? )*(?:put|bring|add|take|let|get|have) (?!me |us )(.{2,60}?) (?:back(?: in| again| on the list)?|in(?: as well| too| again| also)|in here(?: too| as well))(?: (?:as well|too|also|again|please|then|now))*[\s.!?]*$/i,
  /^(?:(?:ok(?:ay)?|now|please|and|no|hm+|but|so|actually|then|can you|could you|let['’]?s),? )*(?:put|bring|add|take|let|get) back(?: in)? (.{2,80}?)(?:,? (?:as well|too|also|again|please))*(?:[,;–—-]+\s.{0,60})?[\s.!?]*$/i,
]

/** "Put Priya's back", "bring the yellow ones back in", "put silver in as well": rows that are to be among them again. */
export function restored(text: string): string | null {
  for (const pattern of restoring) {
    const put = pattern.exec(text)?.[1]
    if (put && !/\b(tags?|labels?|notes?|tasks?|to-?dos?|them|it|those|these|the (others|rest))$/i.test(put))
      return `${put} too`
  }
  return null
}

const opening =
  "^(?:(?:ok(?:ay)?|now|please|and|no|hm+|but|so|actually|then|also|can you|could you|can we|let['’]?s|you can|we can),? )*"
const removing = [
  // "Lose the smbs", "get rid of Ann's".
  new RegExp(
    `${opening}(?:drop|lose|ditch|remove|chuck|bin|toss|scrap|dump|skip|cut|boot|axe|strike|scratch|discard|disregard|eliminate|subtract|deduct|spare me|get rid of|do away with|do without|(?:weed|screen|sift|strip|filter|rule|knock|kick|throw|chuck|toss|take|leave|cut|cross|clear|strike|scratch|boot|sort|edit) out|(?:leave|take|cross|knock|strike) off|(?:set|leave|put) aside) ([^,;:]{2,70}?)(?: from (?:that|this|the|it)(?: list)?| please| again| then)*[\\s.!?]*$`,
    'i',
  ),
  // "Take Ann's out", "throw the trials off the list".
  new RegExp(
    `${opening}(?:take|leave|throw|kick|chuck|toss|filter|weed|strip|screen|cut|get|pull|boot|knock|keep|put|set) (?!me |us |it |that |this |them )([^,;:]{2,60}?) (?:out|off|away|aside)(?: of (?:it|that|this|there|here|the (?:list|picture|mix)))?(?: (?:that|this|the) list)?(?: please| again| then)*[\\s.!?]*$`,
    'i',
  ),
  // "Mine excluded", "the trials left out".
  new RegExp(
    `${opening}([^,;:]{2,40}?)(?: (?:is|are|should be|to be|can be|may be))? (?:excluded|excepted|omitted|left out|left aside|not included|not counted|taken out|set aside|put aside|aside)[\\s.!?]*$`,
    'i',
  ),
  // "I don't need the small ones".
  new RegExp(
    `${opening}(?:i|we) (?:do not|don['’]?t|need not|needn['’]?t|no longer|didn['’]?t|did not) (?:really )?(?:need|want|wanna see|want to see|need to see|care for|have to see|like to see|ask for|mean) ([^,;:]{2,60}?)(?: (?:in (?:there|here|it|this|that|the list)|on (?:there|here|it|this|that|the list)))?(?: please| any ?more| right now)*[\\s.!?]*$`,
    'i',
  ),
]

/** "Lose the smbs", "throw Ann's out", "I don't need the small ones": rows that are to be among them no longer. */
export function removed(text: string): string | null {
  for (const pattern of removing) {
    const less = pattern.exec(text)?.[1]
    if (less && !ofAnother.test(less)) return `except ${less}`
  }
  return null
}
/** What is set to something else, or is no row, is not left out. */
const ofAnother =
  /\b(tags?|labels?|notes?|to-?dos?)\b|\b(tasks?|plays?|them|it|those|these|that|filters?|conditions?|bits?|parts?|things?)$|\b(to|from|by|until)\b/i

const staying =
  '(?:(?:keep|leave|hold|retain|but) (?:all (?:of )?)?(?:the rest|everything else|all else|the others?|the other (?:filters|conditions|bits|parts|things|ones)|what(?:ever)? else there is|everything)(?: (?:of it|as (?:it|they) (?:is|are|was|were|stands?)|as is|as before|in place|alone|in|the same|unchanged|untouched|intact))*|(?:everything else|all else|the rest|the others?|the other (?:filters|conditions)|rest|all the rest)(?: of it)? (?:stays?|remains?|holds?|stands?|is|are|can stay|as is|as before|unchanged)(?: (?:put|the same|same|as (?:it|they) (?:is|are|was|were)|as is|as before|in place|unchanged|untouched|fine|good|ok))*|otherwise (?:the )?(?:same|unchanged|as before|as is)|same otherwise)'
const stays = new RegExp(`(?:\\s*[,;.!–—-]+\\s*|\\s+)(?:and |but )*${staying}[\\s.!]*$`, 'i')

/** "…, keep the rest": what is said of nothing but what stays as it is changes nothing. */
export const withoutRest = (text: string): string => text.replace(stays, '')

const resizing =
  /^(?:(?:ok(?:ay)?|now|please|and|no|but|so|let['’]?s|can you|could you|i['’]?d|rather|actually),? )*(?:raise|lower|widen|extend|stretch|increase|reduce|shorten|narrow|tighten|loosen|lift|expand|broaden|up|drop)(?: (?:that|it|this|them))?(?: (?:the )?(?:limit|bar|cut-?off|threshold|window|range|minimum|maximum|number|figure))?(?: (?:up|down|out))? to (?=[\w€$£. ]{1,24}[\s.!?]*$)/i

/** "Widen that to 90", "raise the bar to 60": another number, said by which way it goes. */
export const resized = (text: string): string => text.replace(resizing, 'make it ')

/** "Make it 20" after "unsolved for more than 10 days": the one number of the request before, said anew. */
export function saidAnew(text: string, before: string): string | null {
  const [put, ...more] = text.matchAll(numbers)
  const [old, ...others] = before.matchAll(numbers)
  if (!put || !old || more.length > 0 || others.length > 0) return null
  const now = put[2] ? put[0] : `${put[1]}${many(old[2] ?? '', put[1] ?? '')}`
  return `${before.slice(0, old.index)}${now}${before.slice(old.index + old[0].length)}`
}

const neighbour =
  /^(?:and |so |ok(?:ay)? |now )*(?:(?:the )?same (?:thing |again |question |list )?)?(?:what about |how about |for |in |with )?(?:the )?(this|current|next|last|previous|prior|following|coming)(?: one)?[\s.!?]*$/i
const period =
  /\b(?:this|the current|current|the next|next|the last|last|the previous|previous|the following|following|the coming|coming) (week|month|quarter|year)\b/gi

/** "And next?" after "renewing this quarter": the one period of the request before, or its neighbour. */
export function periodAnew(text: string, before: string): string | null {
  const which = neighbour.exec(text)?.[1]
  const [old, ...others] = before.matchAll(period)
  if (!which || !old || others.length > 0) return null
  return `${before.slice(0, old.index)}${which} ${old[1]}${before.slice(old.index + old[0].length)}`
}

/** "A week" and then "two": weeks. */
const many = (said: string, how: string): string =>
  /(day|week|month|quarter|year|hour)$/i.test(said) && !/^(1|one|an?)$/i.test(how) ? `${said}s` : said

/** "And NA neither", "nor NA": what else is not wanted. */
export function deniedBehind(text: string): string | null {
  const behind = /^(?:and |nor |or )*(.{2,40}?),? neither[\s.!?]*$/i.exec(text)?.[1]
  const before = /^(?:and )?nor (.{2,40}?)[\s.!?]*$/i.exec(text)?.[1]
  // "Kyle's either": what is not denied by a word of its own.
  const too =
    /^(?:and |but )*(?!.*(?:\b(?:not|no|none|never|without|nor|lack|lacks)\b|n['’]t))(.{2,40}?),? either[\s.!?]*$/i.exec(
      text,
    )?.[1]
  if (too) return `except ${too}`
  const denied = behind ?? before
  return denied ? `not ${denied} either` : null
}

/** The places where one step of a follow-up may end and the next begin. */
export const borders = (text: string): { head: string; rest: string }[] =>
  [...text.matchAll(/\s*[,;.!]+\s+|\s+(?:and|but)\s+/gi)]
    .map(({ index, 0: mark }) => ({
      head: text.slice(0, index).trim(),
      rest: text.slice(index + mark.length).trim(),
    }))
    .filter(({ head, rest }) => /\p{L}{2}/u.test(head) && /[\p{L}\d]/u.test(rest))
    .slice(0, 4)

/** "…, I only care about enterprise": what is wanted after all, as a step of its own. */
export function wishIn(rest: string): string | null {
  const wish =
    /^(?:i|we)(?: am| are|['’]m|['’]re)? (?:really |actually )?(?:only|just)(?: really)? (?:care about|caring about|want|wanted|need|interested in|looking for|after|like|keep|see)? ?(.+)$/i.exec(
      rest,
    )?.[1] ??
    /^(?:i|we)(?: (?:want|wanted|meant|need|needed|was after|am after)|['’]d (?:like|rather have|rather see|prefer)) (?:only |just |to see )?(.+)$/i.exec(
      rest,
    )?.[1]
  return wish ? `only ${wish}` : null
}

/** A request that nobody understood, which leans on something: what it leans on is asked for. */
export function askedBack(text: string, lattice: Lattice, hasPrevious: boolean): string | null {
  const words = lattice.tokens.filter(({ kind }) => kind !== 'mark')
  const spans = lattice.best
  const pointer = spans.find(
    ({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'those' || op === 'it'),
  )
  if (words.length > 6) return null
  if (!hasPrevious) {
    const saysElse = spans.some(({ meaning }) => /^(entry|name|unknown|time|bucket)$/.test(meaning.kind))
    return pointer && !saysElse
      ? `Nothing was shown yet that “${pointer.text}” could be. What do you mean?`
      : null
  }
  const strange = spans.find(({ meaning }) => meaning.kind === 'unknown')
  const continues =
    /^(and|or|but|only|just|not|no|also|plus|with|without|except|those|these|them|what about|how about|ok|now|the)\b/i
  if (strange && !continues.test(text)) return null
  return strange
    ? `I don't know what “${strange.text}” means here. Could you say it another way?`
    : `I can't tell what “${text.trim()}” should change in the question before. Could you say it another way?`
}
