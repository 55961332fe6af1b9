/** Times and amounts anywhere in a text, on Saturday 21 November 2026. */
import { expect, test } from 'vitest'
import { clockAt } from '#db/calendar.ts'
import { momentsIn } from './moments.ts'
import { amountsIn } from './said-amounts.ts'

const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, '2026-11-21')

test('each expression is found in its place, with what it means of the past and of what is to come', () => {
  const found = momentsIn('We spoke in March and meet again on Friday, or two weeks later.', clock)
  expect(found.map(({ text, past, future }) => [text, past.from, future.from])).toEqual([
    ['in March', '2026-03-01', '2027-03-01'],
    ['on Friday', '2026-11-20', '2026-11-27'],
    ['two weeks', '2026-11-07', '2026-11-21'],
  ])
})

test.each([
  ['tomorrow at 3pm', '2026-11-22', 900, 900],
  ['Monday 10 am to 12:30', '2026-11-23', 600, 750],
  ['between 2 and 4pm on 1 December', '2026-12-01', 840, 960],
  ['this afternoon', '2026-11-21', 720, 960],
  ['tomorrow before 5pm', '2026-11-22', undefined, 1020],
])('“%s” is a time of a day', (text, day, from, to) => {
  const [moment] = momentsIn(text, clock)
  expect([moment?.future.from, moment?.clock?.from, moment?.clock?.to]).toEqual([day, from, to])
})

test('figures that are no time are left alone', () => {
  expect(momentsIn('a 4:3 screen for $12 and 37.1 degrees', clock)).toEqual([])
})

test.each([
  ['minus ninety', -90],
  ['one over three', 1 / 3],
  ['2 1/4', 2.25],
  ['five eighths', 0.625],
  ['nought point nought three', 0.03],
  ['6.23x10^-4', 0.000623],
  ['¾', 0.75],
])('“%s” is %d', (text, value) => {
  expect(amountsIn(`it is ${text} of it`).map(({ number }) => number.value)[0]).toBeCloseTo(value, 10)
})
