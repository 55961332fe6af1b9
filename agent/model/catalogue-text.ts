/** The catalogue as a model reads it: objects, fields with type, unit and values, relations, figures over many rows; when long, only the objects that fit the request in full. */
import type { Catalogue, Field, ObjectType, PortfolioMeasure, Relation } from '#db/catalogue/types.ts'
import { plainCell } from './fence.ts'
import { rank } from './relevance.ts'

export const charsForCatalogue = 12_000
const mostValues = 24

const full = new WeakMap<ObjectType, string>()

/**
 * Where not all fit: in full the object that the request fits best, the one that most others lead to (requests often
 * hold only its values), then others that the request speaks of; the rest is named with its field keys only.
 */
export function catalogueText(catalogue: Catalogue, request: string, chars = charsForCatalogue): string {
  const objects = [...catalogue.objects.values()]
  const currencies =
    catalogue.currencies.length > 0 ? `Money is in ${catalogue.currencies.join(', ')}.\n\n` : ''
  const whole = objects.map(wholeText)
  const opening = currencies + ownWords(catalogue)
  if (whole.join('\n\n').length <= chars) return opening + whole.join('\n\n')

  const ranked = rank(
    objects.map((object) => ({ key: object.key, text: wordsOf(object) })),
    request,
  ).filter(({ score }, i) => i === 0 || score > 0)
  const [best, ...others] = ranked.map(({ key }) => key)
  const chosen = new Set<string>()
  let left = chars - objects.reduce((sum, object) => sum + briefText(object).length, 0)
  for (const key of [best, hubOf(objects), ...others]) {
    const object = catalogue.objects.get(key ?? '')
    if (!object || chosen.has(object.key)) continue
    const cost = wholeText(object).length - briefText(object).length
    if (cost > left && chosen.size > 0) continue
    chosen.add(object.key)
    left -= cost
  }
  const texts = objects.map((object) => (chosen.has(object.key) ? wholeText(object) : briefText(object)))
  return opening + texts.join('\n\n')
}

const mostOwnWords = 60

/** What the workspace calls things: "“Big Blue” is account IBM (A-17)". */
function ownWords({ definitions = [] }: Catalogue): string {
  const words = definitions
    .filter(({ kind, broken }) => kind === 'synonym' && broken === undefined)
    .slice(-mostOwnWords)
    .map(({ label, text }) => `“${plainCell(label, 60)}” is ${plainCell(text, 100)}`)
  return words.length > 0 ? `Words of this workspace: ${words.join('; ')}.\n\n` : ''
}

function hubOf(objects: ObjectType[]): string | undefined {
  const arrows = (key: string) =>
    objects.filter((object) => object.key !== key && object.relations.some(({ to }) => to === key)).length
  return objects.map(({ key }) => ({ key, arrows: arrows(key) })).sort((x, y) => y.arrows - x.arrows)[0]?.key
}

/** What the asker may not see is nothing to plan with. */
const shownOf = (object: ObjectType) => object.fields.filter((field) => !field.isWithheld)

const wordsOf = (object: ObjectType) =>
  [
    object.label,
    object.plural,
    ...object.nouns,
    object.description,
    ...object.fields.flatMap((field) => [
      field.label,
      ...(field.phrases?.nouns ?? []),
      ...(field.phrases?.verbs ?? []),
    ]),
    ...object.fields.flatMap((field) =>
      (field.phrases?.adjectives ?? []).flatMap((adjective) => adjective.words),
    ),
    ...(object.portfolio ?? []).flatMap((measure) => [measure.key, measure.label]),
  ].join(' ')

function wholeText(object: ObjectType): string {
  const known = full.get(object)
  if (known !== undefined) return known
  const others = object.nouns.length > 0 ? ` Also called ${object.nouns.join(', ')}.` : ''
  const usually = object.usually.map((clause) => clause.label)
  const text = [
    `## ${object.key} (${object.plural}): ${sentence(object.description)}.${others}`,
    ...(usually.length > 0 ? [`Scope "usual" keeps only: ${usually.join(', ')}.`] : []),
    ...(object.owner ? [`"My" means ${object.owner}.`] : []),
    ...shownOf(object).map(fieldLine),
    ...(object.relations.length > 0 ? [`Relations: ${object.relations.map(relationText).join('; ')}`] : []),
    ...(object.portfolio ?? []).map(measureLine),
  ].join('\n')
  full.set(object, text)
  return text
}

const briefText = (object: ObjectType) =>
  `## ${object.key} (${object.plural}); fields: ${shownOf(object)
    .map((field) => field.key)
    .join(', ')}; relations: ${object.relations.map((relation) => relation.key).join(', ')}`

function fieldLine(field: Field): string {
  const values = (field.values ?? []).map((value) => plainCell(value.key, 60))
  const type =
    values.length > 0
      ? `${field.type} ${values.slice(0, mostValues).join('|')}${values.length > mostValues ? '|…' : ''}`
      : field.type
  const dated = field.dated ? ', dated' : ''
  // A label that only repeats the key tells nothing.
  const said =
    field.label.toLowerCase().replace(/[\s-]+/g, '_') === field.key ? '' : ` ${plainCell(field.label, 80)}.`
  return `- ${field.key} (${type}${field.unit ? `, ${field.unit}` : ''}${dated}):${said} ${sentence(field.description)}`
}

const relationText = (relation: Relation) =>
  `${relation.key} → ${relation.kind === 'one' ? 'one' : 'many'} ${relation.to}`

const measureLine = (measure: PortfolioMeasure) =>
  `- measure ${measure.key} (${measure.unit ?? measure.type}${measure.windowed ? ', over `during`' : ''}): ${sentence(measure.description)}`

/** The first sentence, not all of a formula: for that there is the tool that explains a measure. Custom fields are named by whoever made the import. */
function sentence(text: string): string {
  const first = /^.*?[.;](?=\s|$)/s.exec(text.trim())?.[0] ?? text
  return plainCell(first.replace(/[.;\s]+$/, ''), 180)
}
