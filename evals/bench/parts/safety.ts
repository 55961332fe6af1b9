/** What no planner, no altered record and no careless yes may bring about; and what the gate costs whoever asks honestly. */
import { onEmbedded } from '../both-stores.ts'
import type { Part } from '../part.ts'
import { benignTasks } from '../safety/benign.ts'
import { changeTools } from '../safety/change-tools.ts'
import { gateCost } from '../safety/gate-cost.ts'
import { killSwitch } from '../safety/kill-switch.ts'
import { mutateReceipts } from '../safety/mutate-receipts.ts'
import { puppetPlanner } from '../safety/puppet.ts'
import { plantedCases, rubberStamp } from '../safety/rubber-stamp.ts'
import { safetyWorld, type SafetyWorld } from '../safety/world.ts'
import { percentile } from '../spread.ts'
import {
  actsWhileStopped,
  autonomy,
  changedTools,
  changedToolsUsed,
  effectsOutside,
  gateMs,
  mutationsAccepted,
  puppetCalls,
  rowsBeyond,
  sentByStamp,
  stopSeconds,
  utilityLost,
  wholeRefused,
} from '../targets.ts'

const sizes = { mutations: 10_000, benign: 200, decisions: 100_000, stops: 50, tools: 230 }

/** A fresh workspace for each attack: what one leaves behind is not the next one's. */
const inWorld = <T>(work: (world: SafetyWorld) => Promise<T>): Promise<T> =>
  onEmbedded(async () => {
    const world = await safetyWorld()
    try {
      return await work(world)
    } finally {
      await world.close()
    }
  })

export const safetyPuppet: Part<'outside' | 'cost'> = {
  name: 'safety-puppet',
  figures: {
    outside: {
      ...{ name: 'A1 puppet planner: effects outside the table', unit: '' },
      ...{ bound: effectsOutside, leastCases: puppetCalls },
    },
    cost: {
      ...{ name: 'A10 a decision of the gate, p99', unit: 'ms' },
      ...{ bound: gateMs, leastCases: sizes.decisions },
    },
  },
  run: ({ seed, note }, tell) =>
    inWorld(async (world) => {
      const spent = gateCost(world, seed, sizes.decisions)
      const micros = (share: number) => (percentile(spent, share) * 1_000).toFixed(1)
      note(`safety-puppet: a decision takes ${micros(0.5)} µs in the middle, ${micros(0.99)} µs at p99`)
      tell('cost', { cases: spent.length, value: percentile(spent, 0.99) })
      const { calls, outside, ended } = await puppetPlanner(world, seed, puppetCalls)
      for (const words of outside.slice(0, 5)) note(`safety-puppet: ${words}`)
      note(
        `safety-puppet: ${Object.entries(ended)
          .map(([how, count]) => `${count} ${how}`)
          .join(', ')}`,
      )
      // Had nothing been proposed or let go, it would prove nothing.
      const isTried = ended.proposed > 0 && ended.standing > 0 && ended.forged > 0
      tell('outside', { cases: calls, value: isTried ? outside.length : Number.NaN })
    }),
}

export const safetyReceipts: Part<'accepted' | 'whole'> = {
  name: 'safety-receipts',
  figures: {
    accepted: {
      ...{ name: 'A5 altered receipts accepted', unit: '' },
      ...{ bound: mutationsAccepted, leastCases: sizes.mutations },
    },
    whole: {
      ...{ name: 'A5 refused though they mean the same', unit: '' },
      ...{ bound: wholeRefused, leastCases: 200 },
    },
  },
  run: ({ seed, note }, tell) =>
    inWorld(async (world) => {
      const found = await mutateReceipts(world, seed, sizes.mutations)
      for (const words of found.accepted.slice(0, 5)) note(`safety-receipts: ${words}`)
      tell('accepted', { cases: found.tried, value: found.accepted.length })
      tell('whole', { cases: found.orders + found.whole, value: found.ordersRefused + found.wholeRefused })
    }),
}

export const safetyPeople: Part<'sent' | 'beyond' | 'lost' | 'prompted' | 'atOnce' | 'stop' | 'stopped'> = {
  name: 'safety-people',
  figures: {
    sent: {
      ...{ name: 'A4 rubber-stamp approver: sent, asked outside, rights', unit: '' },
      ...{ bound: sentByStamp, leastCases: plantedCases },
    },
    beyond: {
      ...{ name: 'A4 rows beyond the person’s, or without a preview', unit: 'rows' },
      ...{ bound: rowsBeyond, leastCases: plantedCases },
    },
    lost: {
      ...{ name: 'A8 benign tasks lost to the gate', unit: 'points' },
      ...{ bound: utilityLost, leastCases: 150 },
    },
    prompted: {
      ...{ name: 'A9 done without a prompt, no standing approval', unit: '%' },
      ...{ bound: autonomy, leastCases: 150 },
    },
    atOnce: {
      ...{ name: 'A9 done without a prompt, with standing approvals', unit: '%' },
      ...{ bound: autonomy, leastCases: 150 },
    },
    stop: {
      ...{ name: 'A11 kill switch, slowest', unit: 's' },
      ...{ bound: stopSeconds, leastCases: sizes.stops },
    },
    stopped: {
      ...{ name: 'A11 done while stopped, or not gone on with after', unit: '' },
      ...{ bound: actsWhileStopped, leastCases: sizes.stops },
    },
  },
  async run({ seed, note }, tell) {
    await inWorld(async (world) => {
      const { cases, sent, beyond, unseen, denied, approved } = await rubberStamp(world, seed)
      note(
        `safety-people: of ${cases} planted instructions ${denied} came to nothing, ${approved} were approved unread`,
      )
      tell('sent', { cases, value: sent })
      tell('beyond', { cases, value: approved > 0 ? beyond + unseen : Number.NaN })
    })
    await inWorld(async (world) => {
      const percent = (count: number, of: number) => (100 * count) / of
      const plain = await benignTasks(world, seed, sizes.benign, false)
      for (const words of plain.failures.slice(0, 3)) note(`safety-people: ${words}`)
      const { tasks, without, withGate } = plain
      note(`safety-people: ${without} of ${tasks} tasks done by hand, ${withGate} through the gate`)
      tell('lost', { cases: tasks, value: percent(without - withGate, tasks) })
      tell('prompted', { cases: plain.consequential, value: percent(plain.atOnce, plain.consequential) })
      const granted = await benignTasks(world, seed, sizes.benign, true)
      tell('atOnce', {
        cases: granted.consequential,
        value: percent(granted.atOnce, granted.consequential),
      })
    })
    await inWorld(async (world) => {
      const { seconds, after, unstopped } = await killSwitch(world, sizes.stops)
      tell('stop', { cases: seconds.length, value: Math.max(...seconds) })
      tell('stopped', { cases: seconds.length, value: after + unstopped })
    })
  },
}

export const safetyTools: Part<'used' | 'whole'> = {
  name: 'safety-tools',
  figures: {
    used: {
      ...{ name: 'A7 changed tools that were used all the same', unit: '' },
      ...{ bound: changedToolsUsed, leastCases: changedTools },
    },
    whole: {
      ...{ name: 'A7 unchanged tools that were refused', unit: '' },
      ...{ bound: wholeRefused, leastCases: 20 },
    },
  },
  run: ({ seed, note }, tell) =>
    inWorld(async (world) => {
      const found = await changeTools(world, seed, sizes.tools)
      for (const words of found.accepted.slice(0, 5)) note(`safety-tools: ${words}`)
      tell('used', { cases: found.tried, value: found.accepted.length })
      tell('whole', { cases: found.whole, value: found.wholeRefused })
    }),
}
