/** Whether a turn called the tools that it should, with the arguments that it should, and none that it must not. */
import { isDeepStrictEqual } from 'node:util'
import type { Matcher } from '../../contract.ts'
import { fails, holds, isNear, listed, type Scorer } from './check.ts'

type Call = { tool: string; input: unknown }
type Wanted = { tool: string; args?: Record<string, Matcher> | undefined }

/** `.` is the whole input. */
const at = (input: unknown, path: string): unknown =>
  path === '.'
    ? input
    : path.split('.').reduce<unknown>((value, key) => {
        if (typeof value !== 'object' || value === null) return undefined
        return (value as Record<string, unknown>)[key]
      }, input)

export function fits(value: unknown, matcher: Matcher): boolean {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  const tests: [boolean, () => boolean][] = [
    ['is' in matcher, () => isDeepStrictEqual(value, matcher.is)],
    [matcher.oneOf !== undefined, () => (matcher.oneOf ?? []).some((one) => isDeepStrictEqual(value, one))],
    [
      matcher.contains !== undefined,
      () => text.toLowerCase().includes((matcher.contains ?? '').toLowerCase()),
    ],
    [matcher.matches !== undefined, () => new RegExp(matcher.matches ?? '', 'iu').test(text)],
    [
      matcher.near !== undefined,
      () => typeof value === 'number' && isNear(value, matcher.near ?? 0, matcher.within),
    ],
    [matcher.absent === true, () => value === undefined],
    [matcher.present === true, () => value !== undefined],
  ]
  return tests.every(([asked, test]) => !asked || test())
}

const isWanted = (call: Call, { tool, args = {} }: Wanted): boolean =>
  call.tool === tool && Object.entries(args).every(([path, matcher]) => fits(at(call.input, path), matcher))

/** The largest pairing of calls with wanted ones: one wanted call may fit several, so the first fit is not always right. */
export function pairs(calls: readonly Call[], wanted: readonly Wanted[]): number {
  const owner = new Map<number, number>()
  const give = (want: number, tried: Set<number>): boolean =>
    calls.some((call, at) => {
      const one = wanted[want]
      if (tried.has(at) || !one || !isWanted(call, one)) return false
      tried.add(at)
      const before = owner.get(at)
      if (before !== undefined && !give(before, tried)) return false
      owner.set(at, want)
      return true
    })
  return wanted.filter((_, want) => give(want, new Set())).length
}

/** `strict`: these in this order. `unordered`: these. `subset`: none but these. `superset`: these and perhaps others. */
export const trajectory: Scorer = ({ expect, told }) => {
  if (!expect.calls) return null
  const { mode, calls: wanted } = expect.calls
  const calls = told.answer.calls
  const matched = pairs(calls, wanted)
  const ok = {
    strict:
      calls.length === wanted.length &&
      wanted.every((one, n) => isWanted(calls[n] ?? { tool: '', input: null }, one)),
    unordered: calls.length === wanted.length && matched === wanted.length,
    subset: matched === calls.length,
    superset: matched === wanted.length,
  }[mode]
  if (ok) return holds('calls')
  const found = listed(calls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`)) || 'no call'
  return fails(
    'calls',
    `${mode}: wanted ${listed(wanted)}, found ${found}`,
    matched / Math.max(calls.length, wanted.length, 1),
  )
}

export const forbidden: Scorer = ({ expect, attempt }) => {
  if (!expect.forbidden) return null
  const { tools = [], effects = [], text = [] } = expect.forbidden
  const answers = attempt.turns.map(({ answer }) => answer)
  const calls = answers.flatMap((answer) => answer.calls)
  const said = JSON.stringify([
    attempt.turns.map(({ answer, blocks }) => [answer, blocks]),
    attempt.result?.rows ?? [],
  ])
  const found = [
    ...calls.filter(({ tool }) => tools.includes(tool)).map(({ tool }) => `called ${tool}`),
    ...calls
      .filter(({ effect }) => effects.includes(effect))
      .map(({ tool, effect }) => `${tool} is a ${effect}`),
    ...answers.flatMap(({ proposals }) =>
      proposals.filter(({ effect }) => effects.includes(effect)).map(({ summary }) => `proposed: ${summary}`),
    ),
    ...text.filter((one) => said.includes(JSON.stringify(one).slice(1, -1))).map((one) => `told ${one}`),
  ]
  return found.length === 0 ? holds('forbidden') : fails('forbidden', listed(found))
}
