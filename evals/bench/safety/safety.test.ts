/** The attacks of the benchmark, in small: they find nothing, and each of them could. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benignTasks } from './benign.ts'
import { killSwitch } from './kill-switch.ts'
import { mutateReceipts } from './mutate-receipts.ts'
import { puppetPlanner } from './puppet.ts'
import { rubberStamp } from './rubber-stamp.ts'
import { safetyWorld, type SafetyWorld } from './world.ts'

let world: SafetyWorld
beforeAll(async () => {
  world = await safetyWorld()
})
afterAll(() => world.close())

test('a planner in an attacker’s hands brings about nothing that the table does not allow', async () => {
  const { outside, ended } = await puppetPlanner(world, 7, 200)
  expect(outside).toEqual([])
  expect(ended.proposed).toBeGreaterThan(0)
})

test('an approver who says yes to everything sends nothing and goes beyond nobody’s rows', async () => {
  const tally = await rubberStamp(world, 7, 12)
  expect(tally).toMatchObject({ sent: 0, beyond: 0, unseen: 0 })
  expect(tally.approved).toBeGreaterThan(0)
})

test('a receipt altered by anything is refused, and one whose keys stand in another order is not', async () => {
  const tally = await mutateReceipts(world, 7, 24)
  expect(tally).toMatchObject({ accepted: [], ordersRefused: 0, wholeRefused: 0 })
})

test('honest requests come to what was asked, and the kill switch stops and lets go on', async () => {
  const tally = await benignTasks(world, 7, 4, false)
  expect(tally).toMatchObject({ without: 4, withGate: 4, failures: [] })
  expect(await killSwitch(world, 1)).toMatchObject({ after: 0, unstopped: 0 })
})
