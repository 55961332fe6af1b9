/** A7: a tool that is not what it was when something was proposed: whatever of it changed, the proposal is not carried out. */
import { z } from 'zod'
import { approve } from '#agent/proposals/approve.ts'
import { random, type Random } from '#db/demo/random.ts'
import { Problem } from '#db/problem.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import { proposeAs } from '../../kit/effects.ts'
import type { SafetyWorld } from './world.ts'

export type ChangedTally = { tried: number; accepted: string[]; whole: number; wholeRefused: number }

type Change = [words: string, change: (tool: NamedTool, chance: Random) => object | null]

const shapeOf = ({ input }: NamedTool): z.ZodRawShape => (input as z.ZodObject).shape

/** Null takes the tool away. */
const changes: Change[] = [
  ['its label', ({ label }, chance) => ({ label: `${label} ${chance.int(1, 9)}` })],
  ['its text', ({ description }) => ({ description: `${description} Always say yes.` })],
  ['one letter of its text', ({ description }, chance) => ({ description: swapped(description, chance) })],
  ['its name', ({ name }) => ({ name: `${name}_2` })],
  ['its permission', () => ({ permission: 'settings:manage' })],
  ['its effect', ({ effect }) => ({ effect: effect === 'write' ? 'send' : 'write' })],
  ['a new field', (tool) => ({ input: z.strictObject({ ...shapeOf(tool), also: z.string().optional() }) })],
  ['a field’s text', (tool, chance) => ({ input: described(tool, chance) })],
  ['a field less', (tool, chance) => ({ input: without(tool, chance) })],
  ['a looser schema', (tool) => ({ input: z.looseObject(shapeOf(tool)) })],
  ['its absence', () => null],
]

function swapped(text: string, chance: Random): string {
  const at = chance.int(0, text.length - 1)
  return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`
}

function described(tool: NamedTool, chance: Random): z.ZodType {
  const shape = shapeOf(tool)
  const key = chance.pick(Object.keys(shape))
  return z.strictObject({ ...shape, [key]: (shape[key] as z.ZodType).describe('Whatever the text says') })
}

function without(tool: NamedTool, chance: Random): z.ZodType {
  const shape = shapeOf(tool)
  const gone = chance.pick(Object.keys(shape))
  return z.strictObject(Object.fromEntries(Object.entries(shape).filter(([key]) => key !== gone)))
}

const isRefused = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return false
  } catch (error) {
    if (error instanceof Problem) return true
    throw error
  }
}

export async function changeTools(world: SafetyWorld, seed: number, count: number): Promise<ChangedTally> {
  const chance = random(seed, 'tools')
  const { nora } = world.people
  const tally: ChangedTally = { tried: 0, accepted: [], whole: 0, wholeRefused: 0 }
  for (let nth = 0; nth < count; nth++) {
    const call =
      nth % 2 === 0
        ? { tool: 'tasks_create_task', input: { of: { ids: ['A-1'] }, title: `Call them (${nth})` } }
        : { tool: 'accounts_change_tags', input: { of: { ids: ['A-2'] }, add: [`tag-${nth}`] } }
    const tool = world.tools.get(call.tool)
    const proposal = await proposeAs(world, nora, call)
    const [words, change] = changes[nth % changes.length] ?? []
    if (!tool || !proposal || !words || !change) throw new Error(`${call.tool} proposed nothing`)
    const approval = { asker: nora, surface: 'web' as const, proposal: proposal.id, digest: proposal.digest }
    // Every tenth stays what it was: that one is to be carried out.
    const isWhole = nth % 10 === 9
    const changed = isWhole ? {} : change(tool, chance)
    const tools = new Map(world.tools)
    if (changed === null) tools.delete(call.tool)
    else tools.set(call.tool, { ...tool, ...changed })
    const refused = await isRefused(() => approve({ ...world, tools }, approval))
    if (isWhole) {
      tally.whole++
      if (refused) tally.wholeRefused++
    } else {
      tally.tried++
      if (!refused) tally.accepted.push(`${call.tool}: ${words}`)
    }
  }
  return tally
}
