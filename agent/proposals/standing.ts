/** Grants a tool a standing approval, as the tool is defined now. */
import type { Asker } from '#db/contract.ts'
import { grantStanding, mostStandingDays } from '#db/effects/standing.ts'
import { Problem } from '#db/problem.ts'
import { limits } from '../gate.ts'
import { hashOfTool } from '../tool-hash.ts'
import type { Deciding } from './parts.ts'

export type StandingWish = { asker: Asker; tool: string; mostRows: number; mostADay: number; days: number }

const most = { mostRows: limits.smallRows, mostADay: 1_000, days: mostStandingDays }

/** Throws a Problem where the tool changes nothing, or a number is out of its range. */
export async function grantStandingFor(
  { db, tools }: Pick<Deciding, 'db' | 'tools'>,
  { asker, tool: name, ...numbers }: StandingWish,
): Promise<{ id: string }> {
  const tool = tools.get(name)
  if (tool?.effect !== 'write') throw new Problem('bad_request', `${name} is no tool that changes something.`)
  for (const key of ['mostRows', 'mostADay', 'days'] as const) {
    const value = numbers[key]
    if (!Number.isInteger(value) || value < 1 || value > most[key])
      throw new Problem('bad_request', `${key} is a whole number from 1 to ${most[key]}.`)
  }
  return grantStanding(db, asker, { tool: { name, hash: hashOfTool(tool) }, ...numbers })
}
