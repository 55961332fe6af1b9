/** What a careless or hostile change does to the code that decides answers: small replacements, each where it could happen. */

export type Site = { file: string; at: number; from: string; to: string; operator: string }
export type Area = 'catalogue' | 'gate' | 'synonyms' | 'compiler' | 'retrieval' | 'rights'

type Operator = { name: string; pattern: RegExp; to: (found: string) => string[] }

const swap = (name: string, pattern: RegExp, ...to: string[]): Operator => ({ name, pattern, to: () => to })
const number = (name: string, pattern: RegExp): Operator => ({
  name,
  pattern,
  to: (found) => [
    String(Number(found.replaceAll('_', '')) * 2 + 1),
    String(Number(found.replaceAll('_', '')) / 2),
  ],
})

const sqlOperators: Operator[] = [
  swap('bound moved', / >= (?=\S)/g, ' > '),
  swap('bound moved', / <= (?=\S)/g, ' < '),
  swap('order turned', / > (?=[$(\d'a-z])/g, ' < '),
  swap('order turned', / < (?=[$(\d'a-z])/g, ' > '),
  swap('equality turned', / = (?=['$])/g, ' <> '),
  swap('equality turned', / <> (?=['$])/g, ' = '),
  swap('and for or', / and (?=[^\s])/g, ' or '),
  swap('presence turned', / is null\b/g, ' is not null'),
  swap('presence turned', / is not null\b/g, ' is null'),
  swap('existence turned', /\bnot exists \(/g, 'exists ('),
  swap('aggregate swapped', /\bmax\(/g, 'min('),
  swap('aggregate swapped', /\bmin\(/g, 'max('),
  swap('aggregate swapped', /\bsum\(/g, 'max('),
  swap('aggregate swapped', /\bavg\(/g, 'max('),
  swap('sign turned', / - (?=[$(\d])/g, ' + '),
  swap('sign turned', / \+ (?=[$(\d])/g, ' - '),
  swap('latest for earliest', / desc\b/g, ' asc'),
  swap('boolean turned', /\bthen true\b/g, 'then false'),
  number('constant changed', /(?<=[ (,])(?:[2-9]|\d{2,4})(?=[ ,)])/g),
]

const codeOperators: Operator[] = [
  swap('bound moved', / >= (?=[\w(])/g, ' > '),
  swap('bound moved', / <= (?=[\w(])/g, ' < '),
  swap('bound moved', /(?<=[\w)]) > (?=[\w(])/g, ' >= '),
  swap('bound moved', /(?<=[\w)]) < (?=[\w(])/g, ' <= '),
  swap('and for or', / && /g, ' || '),
  swap('or for and', / \|\| /g, ' && '),
  swap('equality turned', / === /g, ' !== '),
  swap('equality turned', / !== /g, ' === '),
  swap('boolean turned', /\b(?<=[:=] )true\b/g, 'false'),
  swap('boolean turned', /\b(?<=[:=] )false\b/g, 'true'),
  swap('some for every', /\.some\(/g, '.every('),
  swap('every for some', /\.every\(/g, '.some('),
  swap('first for last', /'asc'/g, "'desc'"),
  swap('a branch left out', /\bif \((?!!)/g, 'if (false && '),
]

const rules = [
  'allow',
  'listed',
  'listed_no_text',
  'ask',
  'ask_or_standing',
  'ask_second',
  'ask_known',
  'deny',
]
const gateOperators: Operator[] = [
  {
    name: 'rule of the table',
    pattern: /(?<=\b[TU]: )'[a-z_]+'/g,
    to: (found) => rules.map((rule) => `'${rule}'`).filter((rule) => rule !== found),
  },
  number('limit changed', /(?<=(?:smallRows|aloneRows): )\d+/g),
  ...codeOperators,
]

/** Of the strings that are what people say: taken away by another that nobody says. */
const wordOperators: Operator[] = [
  { name: 'word taken away', pattern: /(?<=^ {8,}|\[|, )'[a-z][a-z -]{3,}'(?=,|\])/gm, to: () => ["'zzqx'"] },
]

const rankOperators: Operator[] = [
  ...codeOperators,
  swap('sign turned', /(?<=[\w)]) \+ (?=[\w(])/g, ' - '),
  swap('sign turned', /(?<=[\w)]) \* (?=[\w(])/g, ' / '),
  swap('signal left out', /\b(neighbours|together|pairs|speakers|source|cleaning): true/g, '$1: false'),
]

type Region = (text: string) => [from: number, to: number][]
const everywhere: Region = (text) => [[0, text.length]]
const between =
  (pattern: RegExp): Region =>
  (text) =>
    [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length])
/** Templates that become statements, and lists of what people say. */
const inSql = between(/sql(?:<[^>`]*>)?`[^`]*`/g)
const inPhrases = between(/(?:nouns|words|adjectives): \[[^\]]*\]|choice\([^)]*\)/g)

type Areas = Record<
  Area,
  { files: (path: string) => boolean; regions: Region; operators: Operator[]; suites: string[] }
>

const isCode = (path: string) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/\/test-/.test(path)

export const areas: Areas = {
  catalogue: {
    files: (path) => isCode(path) && path.startsWith('db/catalogue/objects/'),
    ...{ regions: inSql, operators: sqlOperators, suites: ['queries', 'language'] },
  },
  gate: {
    files: (path) => path === 'agent/gate.ts',
    ...{ regions: everywhere, operators: gateOperators, suites: ['safety', 'rights'] },
  },
  synonyms: {
    files: (path) => isCode(path) && path.startsWith('db/catalogue/objects/'),
    ...{ regions: inPhrases, operators: wordOperators, suites: ['vocabulary', 'language'] },
  },
  compiler: {
    files: (path) =>
      isCode(path) &&
      /^db\/query\/(aggregate|compare|condition|figure|group-key|groups|listed|made|on-day|operand|periods|pivot|rows|usual|cohort|fill|table)\.ts$/.test(
        path,
      ),
    ...{
      regions: everywhere,
      operators: [...sqlOperators, ...codeOperators],
      suites: ['queries', 'language', 'rights'],
    },
  },
  retrieval: {
    files: (path) => ['rag/rank.ts', 'rag/search.ts', 'rag/eligible.ts'].includes(path),
    ...{ regions: everywhere, operators: rankOperators, suites: ['retrieval', 'rights'] },
  },
  rights: {
    files: (path) => ['db/rights.ts', 'db/catalogue/withhold.ts', 'agent/mask-contacts.ts'].includes(path),
    ...{ regions: everywhere, operators: codeOperators, suites: ['rights', 'effects', 'safety'] },
  },
}

/** Comments, imports and types decide nothing at run time. */
const isInert = (line: string) => /^\s*(\/\/|\/\*|\*|import |export type|type |\}? ?from )/.test(line)

export function sitesIn(area: Area, file: string, text: string): Site[] {
  const { regions, operators } = areas[area]
  const lineAt = (at: number) => text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at))
  return regions(text).flatMap(([from, to]) =>
    operators.flatMap(({ name, pattern, to: replacements }) =>
      [...text.slice(from, to).matchAll(pattern)].flatMap((match) => {
        const at = from + match.index
        if (isInert(lineAt(at))) return []
        return replacements(match[0]).map((one) => ({
          ...{ file, at, from: match[0], operator: name },
          to: one.replaceAll('$1', match[1] ?? ''),
        }))
      }),
    ),
  )
}
