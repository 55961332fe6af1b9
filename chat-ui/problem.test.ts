/** Every failure reads as what happened, what was and was not done, and what to do next. */
import { expect, test } from 'vitest'
import { explain, isLostConnection, problemOf } from './problem.ts'

const problem = {
  error: { code: 'conflict', what: 'A turn runs already.', done: 'Nothing was asked.', next: 'Wait.' },
}

test('a problem body is shown in its own words', async () => {
  const error = await problemOf(new Response(JSON.stringify(problem), { status: 409 }))
  expect([error.status, error.code]).toEqual([409, 'conflict'])
  expect(explain(error)).toEqual({ what: 'A turn runs already.', done: 'Nothing was asked.', next: 'Wait.' })
})
test('a body that is no problem still gives a sentence with its status', async () => {
  for (const body of ['<html>Bad gateway</html>', '', '{"error":null}', '[]']) {
    const error = await problemOf(new Response(body, { status: 502 }))
    expect(explain(error).what).toBe('Steward answered with status 502.')
  }
})
test('a problem that arrives as the text of a stream error is read too', () => {
  expect(explain(new Error(JSON.stringify(problem))).what).toBe('A turn runs already.')
})
test('no answer at all is a lost connection', async () => {
  const failure = await fetch('http://127.0.0.1:1/').catch((error: unknown) => error)
  expect(isLostConnection(failure)).toBe(true)
  expect(explain(failure).what).toBe('Steward cannot be reached.')
})
