/** Puts a workspace's definitions into its catalogue, each after those that it uses. What is broken says why, and the rest works. */
import type { Catalogue, Defined, Field, ObjectType } from '../catalogue/types.ts'
import { Problem } from '../problem.ts'
import { bodyOf, kinds, type MeasureBody, type SynonymBody, type TermBody } from './bodies.ts'
import { assertCompiles } from './dry-run.ts'
import { mentionsIn, mentionsOf, type Mention } from './conditions.ts'
import { parseFormula } from './formula.ts'
import { measureField } from './measure.ts'
import { printCriteria } from './print-criteria.ts'
import type { Version } from './store.ts'
import { addSynonym } from './synonym.ts'
import { termEntries } from './term.ts'

export type Applied = Required<Pick<Catalogue, 'objects' | 'people' | 'aliases' | 'definitions'>>

/** `keyOf` gives the key that an entry answers to. `isRow` says whether a row that a word stands for is there. */
export type ApplyContext = {
  keyOf: (object: string, key: string) => string
  isRow: (object: string, id: string) => boolean
}

type Own =
  | { version: Version & { kind: 'measure' }; body: MeasureBody }
  | { version: Version & { kind: 'term' }; body: TermBody }

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Problem)) throw error
  // Where in a query a fault is says nothing of a definition, which is no query.
  const what = error.message
    .replace(/^(?:where|select|definition)[^ ]*: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/\.?$/, '.')
  return [what, error.next].filter(Boolean).join(' ')
}

export function applyDefinitions(
  base: Omit<Catalogue, 'version'>,
  versions: Version[],
  context: ApplyContext,
): Applied {
  // Entries are added to copies: objects of the code are shared by every workspace.
  const objects = new Map([...base.objects].map(([key, object]) => [key, { ...object }]))
  const built: Applied & Catalogue = {
    ...base,
    objects,
    people: [...base.people],
    aliases: [],
    definitions: [],
    version: '',
  }
  const builder = new Builder(built, versions, context)
  builder.entries()
  builder.synonyms()
  const { people, aliases } = built
  const definitions = built.definitions.toSorted(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.key < b.key ? -1 : 1),
  )
  return { objects, people, aliases, definitions }
}

/** Definitions of definitions may write out to this many fields; beyond it no database wants the statement. */
const mostSteps = 1000

class Builder {
  private readonly built: Applied & Catalogue
  private readonly context: ApplyContext
  private readonly living: Version[]
  private readonly retired: Version[]
  private readonly own = new Map<string, Own>()
  private readonly done = new Set<string>()
  /** How many fields each names, written out. */
  private readonly sizes = new Map<string, number>()

  constructor(built: Applied & Catalogue, versions: Version[], context: ApplyContext) {
    this.built = built
    this.context = context
    this.living = versions.filter(({ isRetired }) => !isRetired)
    this.retired = versions.filter(({ isRetired }) => isRetired)
  }

  entries(): void {
    for (const version of this.living) {
      if (version.kind === 'synonym') continue
      const parsed = bodyOf[version.kind].safeParse(version.body)
      if (!parsed.success) {
        this.note(version, {
          label: version.key,
          object: '',
          text: '',
          broken: 'What is stored of it can’t be read.',
        })
        continue
      }
      const one = { version, body: parsed.data } as Own
      this.own.set(this.nameOf(one), one)
    }
    for (const one of this.own.values()) this.visit(one, [])
  }

  synonyms(): void {
    for (const version of this.living) {
      if (version.kind !== 'synonym') continue
      const parsed = bodyOf.synonym.safeParse(version.body)
      if (!parsed.success) continue
      const { word, means } = parsed.data
      const told = { label: word, object: means.object, text: meaningText(this.built, parsed.data) }
      try {
        addSynonym(this.built, parsed.data, this.context.isRow)
        this.note(version, told)
      } catch (error) {
        this.note(version, { ...told, broken: reasonOf(error) })
      }
    }
  }

  private nameOf({ version, body }: Own): string {
    return `${body.object}.${this.context.keyOf(body.object, version.key)}`
  }

  private note(
    { kind, key, version, createdAt, author }: Version,
    rest: Pick<Defined, 'label' | 'object' | 'text'> & Partial<Defined>,
  ) {
    this.built.definitions.push({
      kind,
      key,
      version,
      createdAt,
      ...(author !== undefined && { author }),
      ...rest,
    })
  }

  /** What it uses first. `way` is what led here: to meet oneself on it is a circle. */
  private visit(one: Own, way: string[]): void {
    const name = this.nameOf(one)
    if (this.done.has(name)) return
    const object = this.built.objects.get(one.body.object)
    const key = this.context.keyOf(one.body.object, one.version.key)
    const text =
      one.version.kind === 'measure'
        ? (one.body as MeasureBody).formula
        : printCriteria((one.body as TermBody).where)
    const told = {
      ...{ label: one.body.label, object: one.body.object, text },
      ...(key !== one.version.key && { answersTo: key }),
    }
    let used: Mention[] = []
    try {
      if (!object) throw new Problem('not_found', `There is no object ${one.body.object}.`)
      used = this.mentions(object, one)
      for (const mention of used) this.visitUsed(mention, [...way, name])
      this.measure(name, used)
      this.add(object, key, one)
      this.note(one.version, told)
    } catch (error) {
      const broken = this.retiredReason(used) ?? reasonOf(error)
      if (object) object.fields = [...object.fields, brokenField(key, one, broken)]
      this.note(one.version, { ...told, broken })
    }
    this.done.add(name)
  }

  private mentions(object: ObjectType, one: Own): Mention[] {
    if (one.version.kind === 'term') return mentionsOf(this.built, object, (one.body as TermBody).where)
    return mentionsIn(this.built, object, parseFormula((one.body as MeasureBody).formula))
  }

  private measure(name: string, used: Mention[]): void {
    const size = used.reduce((sum, { object, key }) => sum + (this.sizes.get(`${object}.${key}`) ?? 1), 1)
    this.sizes.set(name, size)
    if (size > mostSteps)
      throw new Problem('bad_request', 'It is too large once the definitions that it uses are written out', {
        next: 'Use fewer definitions that use definitions.',
      })
  }

  private visitUsed({ object, key }: Mention, way: string[]): void {
    const name = `${object}.${key}`
    const used = this.own.get(name)
    if (!used) return
    const at = way.indexOf(name)
    if (at >= 0) {
      const circle = way.slice(at).map((each) => each.slice(each.indexOf('.') + 1))
      const first = circle.indexOf(circle.toSorted()[0] ?? '')
      const told = [...circle.slice(first), ...circle.slice(0, first + 1)]
      throw new Problem('bad_request', `They are defined by each other: ${told.join(' → ')}.`)
    }
    this.visit(used, way)
    const broken = this.built.definitions.find(
      (each) => each.object === object && (each.answersTo ?? each.key) === key && each.broken,
    )?.broken
    if (broken?.startsWith('They are defined by each other')) throw new Problem('bad_request', broken)
    if (broken) throw new Problem('bad_request', `It uses ${key}, which is broken: ${broken}`)
  }

  private add(object: ObjectType, key: string, one: Own): void {
    if (one.version.kind === 'measure') {
      const field = measureField(this.built, object, key, one.body as MeasureBody, one.version)
      const before = object.fields
      object.fields = [...before, field]
      try {
        assertCompiles(this.built, { from: object.key, select: [key] })
      } catch (error) {
        object.fields = before
        throw error
      }
      return
    }
    const { field, kind, usually } = termEntries(this.built, object, key, one.body as TermBody, one.version)
    // A word that the workspace defines means what it says here, whatever the code took it for.
    object.fields = [...object.fields.map((each) => withoutWords(each, kind.words)), field]
    object.kinds = [...(object.kinds ?? []), kind]
    object.usually = usually
  }

  /** A name that is missing because it was retired is told so. */
  private retiredReason(used: Mention[]): string | null {
    const isThere = (object: unknown, key: string) =>
      this.built.objects.get(String(object))?.fields.some((field) => field.key === key)
    const gone = this.retired.find(
      ({ key, body }) =>
        used.some((each) => each.key === key && each.object === body.object) && !isThere(body.object, key),
    )
    return gone ? `It uses ${gone.key}, which was retired on ${gone.createdAt.slice(0, 10)}.` : null
  }
}

function withoutWords(field: Field, taken: string[]): Field {
  const adjectives = field.phrases?.adjectives
  if (!adjectives?.some(({ words }) => words.some((word) => taken.includes(word)))) return field
  const kept = adjectives.map((each) => ({
    ...each,
    words: each.words.filter((word) => !taken.includes(word)),
  }))
  return {
    ...field,
    phrases: {
      ...field.phrases,
      adjectives: kept.filter(({ words, verbs = [] }) => words.length + verbs.length > 0),
    },
  }
}

/** Stays known by its name, so that who asks for it is told what is wrong instead of that there is no such thing. */
function brokenField(key: string, { version, body }: Own, reason: string): Field {
  const problem = () =>
    new Problem('conflict', `${body.label} can’t be worked out: ${reason}`, {
      done: 'Nothing was read.',
      next: `Its definition (${version.kind} ${version.key}) has to be mended.`,
    })
  return {
    key,
    label: body.label,
    type: version.kind === 'term' ? 'boolean' : 'number',
    description: `Broken: ${reason}`,
    origin: 'derived',
    sql: () => {
      throw problem()
    },
  }
}

export function meaningText({ objects }: Pick<Catalogue, 'objects'>, { means }: SynonymBody): string {
  const object = objects.get(means.object)
  const noun = object?.label.toLowerCase() ?? means.object
  if ('id' in means) return `${noun} ${means.name} (${means.id})`
  if (!('field' in means)) return object?.plural.toLowerCase() ?? means.object
  const field = object?.fields.find(({ key }) => key === means.field)
  const label = field?.label.toLowerCase() ?? means.field
  return 'value' in means ? `${noun} ${label} ${String(means.value)}` : `${noun} ${label}`
}
