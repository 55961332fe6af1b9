/** Refusals of a query: where in it, what is wrong, and the nearest thing that would be right. */
import type { z } from 'zod'
import { Problem } from '../problem.ts'
import { nearest } from './nearest.ts'

/** A place in the query: `where.and[0].field`. */
export const under = (path: string, step: string | number): string =>
  typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`

export const refusal = (path: string, what: string, next = ''): Problem =>
  new Problem('bad_request', `${path}: ${what}`, { done: 'Nothing was read.', next })

/** Says what a name might have meant: the nearest ones, or all when there are few. */
export function unknown(path: string, kind: string, name: string, valid: string[], where = ''): Problem {
  const near = nearest(name, valid)
  const next =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : valid.length === 0
        ? ''
        : `There ${valid.length > 12 ? 'are, among others' : 'are'}: ${valid.slice(0, 12).join(', ')}.`
  return refusal(path, `there is no ${kind} ${JSON.stringify(name)}${where}.`, next)
}

type Issue = z.core.$ZodIssue

const depth = (issues: Issue[]): number => Math.max(0, ...issues.map((issue) => found(issue).path.length))
/** Of the branches of a union, the one that got furthest: what the writer most likely meant. */
function found(issue: Issue): { path: PropertyKey[]; message: string; given?: Issue } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return { path: [...issue.path], message: issue.message, given: issue }
  const score = (branch: Issue[]) =>
    depth(branch) * 100 -
    branch.filter((each) => each.code === 'unrecognized_keys').length * 10 -
    branch.length
  const [best = []] = issue.errors.toSorted((a, b) => score(b) - score(a))
  const first = best.toSorted((a, b) => found(b).path.length - found(a).path.length)[0]
  if (!first) return { path: [...issue.path], message: issue.message }
  const inner = found(first)
  return { ...inner, path: [...issue.path, ...inner.path] }
}

/** A query that is not of the query's shape, told by its deepest fault. */
export function malformed(error: z.ZodError): Problem {
  const [first] = error.issues
  if (!first) return refusal('query', 'it cannot be read.')
  const { path, message, given } = found(first)
  const at = path.reduce<string>(
    (text, step) => under(text, typeof step === 'symbol' ? String(step) : step),
    '',
  )
  if (given?.code === 'invalid_value')
    return refusal(at || 'query', `${message}.`, `It takes one of: ${given.values.map(String).join(', ')}.`)
  return refusal(at || 'query', `${message}.`)
}
