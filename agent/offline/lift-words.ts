/** Finds the words that name what of a question is no longer wanted: "drop the region", "leave the size out of it", "the tier doesn't matter", "everything but the date stays". Pure. */
import type { Token } from './text.ts'

/** `start`: where the phrase begins. `isExplicit`: whatever has a word for it may be meant, not only a field by its name. `isKept`: all else stays as it is. */
export type LiftWords = { start: number; from: number; to: number; isExplicit: boolean; isKept?: true }

/** Words that say only that something is no longer wanted: with any of what was asked, and with what has a name for it. */
const forgetting =
  'forget|forget about|scrap|scratch|nix|axe|screw|sod|ditch|never mind|nevermind|disregard|lose|undo|get rid of|strike|do away with|dispense with|let go of|throw out|chuck|chuck out|bin'
const open =
  'not just|not only|whoever|whatever|whichever|wherever|whenever|regardless of|irrespective of|independent of|this time regardless of|no matter'
const verbs = `drop|remove|lift|clear|ignore|take off|take out|take away|leave out|leave off|leave aside|set aside|skip|kill|cancel|cut|delete|relax|loosen|without|${open}|any|all|every|across all|over all|do not need|no need for|${forgetting}`
export const lifting = new RegExp(`^(${verbs})\\b`)
const forgets = new RegExp(`^(${forgetting}|${open})\\b`)

export const parts =
  'filter|filters|condition|conditions|restriction|restrictions|constraint|constraints|criterion|criteria|requirement|requirements|bit|bits|thing|things|part|parts|stuff|clause|limit|limits|limitation|business|aspect|piece|angle|side'
const isPart = new RegExp(`\\b(${parts})\\b`)

/** Said behind: that all of them are wanted now. */
const allOfThem =
  /(?: (?:and|so|just|i|we|want|need|show|give|list|me|us|take|let|see|get|now|then))* (?:all|everyone|everybody|every one|everything|them all|the lot|all of (?:them|it|those|his|hers|theirs|mine)|the same for (?:everyone|everybody|all(?: of them)?))(?: (?:of (?:them|it|those|his|hers|theirs)|then|now|please|instead))*$/
const idle =
  '(?: (?:any more|anymore|now|here|at all|then|please|really|either|to me|for me|in this|for this))*'

const away = new RegExp(
  `\\b(?:take|leave|throw|cut|put|set|lay|keep|let|strip|filter) (?!it |that |this |them |those |out |off |away )(?<what>.+?) (?:out|off|away|aside|alone|behind)(?: of (?:it|this|that|them|there|here|the (?:question|picture|list|equation|account|mix)))?${idle}$`,
)
const indifferent = new RegExp(
  `^(?<what>.+?) (?:do(?:es)?|should|need) not (?:really )?(?:matter|count|play a role|make a difference|interest me|interest us|concern me|bother me|need to)${idle}$|^(?<what2>.+?) (?:(?:is|are) (?:irrelevant|unimportant|immaterial|not (?:so |that )?(?:important|relevant|needed|essential|necessary|interesting)|no longer (?:important|relevant|needed)|of no (?:interest|importance|concern|relevance)|no concern(?: of mine)?|not an issue|all the same|beside the point)|no longer (?:matters?|counts?|interests? me)|can (?:be (?:anything|any|whatever|anyone|ignored|dropped|skipped)|go)|may be (?:anything|any|whatever)|makes? no difference|plays? no role)${idle}$`,
)
const careless = new RegExp(
  `\\b(?:(?:do|does|did|could|would) not (?:really |actually |much |even )?(?:care|mind|worry|bother|fuss|give a (?:damn|hoot|toss))(?: less)?(?: about| for| with)?|not (?:really |that |so |too |at all )?(?:interested in|fussed about|fussed|bothered about|bothered by|bothered|picky about|concerned with|concerned about|worried about)|no interest in|(?:do|does|should|need|let us) not (?:just |only )?(?:limit|restrict|confine|narrow|filter|tie|constrain|pin|stick|look|focus)(?: (?:it|that|this|them|us|yourself|me|down|only|just|at))*(?: to| by| on| for)?|let (?:us|'s) not (?:just |only )?(?:limit|restrict|confine|narrow|filter|tie|constrain|pin|stick|look|focus)(?: (?:it|that|this|them|us|yourself|me|down|only|just|at))*(?: to| by| on| for)?|no longer (?:limited|restricted|confined) to|stop (?:filtering|restricting|limiting)(?: (?:it|that|this|them))?(?: by| on| to)?) (?<what>.+?)${idle}$`,
)
const allBut =
  /^(?:(?:keep|leave|hold on to|retain|same|again) )*(?:everything|all|all of it|all the rest|the rest|all conditions|all the conditions|all filters|all the filters|the other conditions|the others)(?: (?:else|conditions|filters|stays|the same|as (?:it )?is|as it was|in place|in))* (?:but|except|except for|other than|apart from|aside from|bar|minus|save|save for) (?<what>.+?)(?<kept> (?:stays|stay|remains|remain|holds|hold|stands|is kept|as (?:it )?is|as it was|the same))*$/
const orNot = /^(?:whether (?:or not )?)(?<what>.+?)(?: or not)?$|^(?<what2>.+?) or not$/

/** The rows themselves are spoken of: what is left out are some of them, not a condition. */
const rows = /\b(ones?|those|these|who|which|with|that|whose|having)\b/

const countOf = (said: string): number => said.split(' ').filter(Boolean).length

/** `words`: those of the utterance without its marks. Every way to cut it is given, the likeliest first. */
export function liftWords(words: readonly Token[]): LiftWords[] {
  const whole = words.map(({ word }) => word).join(' ')
  const said = whole.replace(allOfThem, '') || whole
  const length = said.split(' ').length
  const found: LiftWords[] = []
  for (const pattern of [away, indifferent, careless, allBut, orNot]) {
    const match = pattern.exec(said)
    const what = match?.groups?.what ?? match?.groups?.what2
    if (!match || !what) continue
    if ((pattern === away || pattern === allBut) && rows.test(what)) continue
    const from = countOf(said.slice(0, said.indexOf(what, match.index)))
    const place = { start: countOf(said.slice(0, match.index)), from, to: from + countOf(what) }
    const isKept = pattern === allBut
    found.push({
      ...place,
      isExplicit: !isKept || /^(keep|leave|hold|retain)/.test(said) || match.groups?.kept !== undefined,
      ...(isKept && { isKept }),
    })
  }
  const sayFrom = (at: number): string =>
    words
      .slice(at, length)
      .map(({ word }) => word)
      .join(' ')
  const start = words.slice(0, length).findIndex((_, at) => lifting.test(sayFrom(at)))
  const verb = start < 0 ? '' : (lifting.exec(sayFrom(start))?.[0] ?? '')
  if (verb) {
    const rest = sayFrom(start)
    const isExplicit = isPart.test(rest) || forgets.test(rest)
    found.push({ start, from: start + countOf(verb), to: length, isExplicit })
  }
  return found
}

const nouns: Record<string, string> = {
  big: 'size',
  large: 'size',
  small: 'size',
  healthy: 'health',
  urgent: 'priority',
  important: 'priority',
  old: 'age',
  likely: 'probability',
  happy: 'satisfaction',
  much: 'amount',
}

/** "How big they are": the size. */
export const asNoun = (words: readonly Token[]): string | undefined =>
  words[0]?.word === 'how' ? nouns[words[1]?.word ?? ''] : undefined

/** "Drop the gold": with one value named and no rows, what the question asked for by it. */
export const isBareRemoval = (words: readonly Token[], from: number): boolean => {
  const said = words
    .slice(from)
    .map(({ word }) => word)
    .join(' ')
  return (
    /^(drop|remove|ignore|take out|take off|take away|leave out|leave off|skip|cancel|cut|delete|without|kill|clear|lift)\b/.test(
      said,
    ) && !rows.test(said)
  )
}
