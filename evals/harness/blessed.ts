/** The blessed run that others are compared with: kept as one line a case, so that a change of it can be read. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { baselineSchema, type Baseline } from './compare.ts'

const fileOf = (target: string) =>
  fileURLToPath(new URL(`./blessed/${target.replaceAll(/[^\w.-]/g, '-')}.jsonl`, import.meta.url))
const head = baselineSchema.omit({ rates: true })
const rate = baselineSchema.shape.rates.element
const lines = z.tuple([head], rate)

export function readBlessed(targets: readonly string[]): Baseline | null {
  const found = targets.map(fileOf).filter((file) => existsSync(file))
  const [first, ...others] = found.map((file): Baseline => {
    const text = readFileSync(file, 'utf8').split('\n').filter(Boolean)
    const [top, ...rates] = lines.parse(text.map((one): unknown => JSON.parse(one)))
    return { ...top, rates }
  })
  return first ? { ...first, rates: [first, ...others].flatMap(({ rates }) => rates) } : null
}

/** A file a target. */
export function bless({ rates, ...top }: Baseline): string[] {
  return [...new Set(rates.map(({ target }) => target))].map((target) => {
    const file = fileOf(target)
    mkdirSync(dirname(file), { recursive: true })
    const own = rates.filter((one) => one.target === target)
    writeFileSync(file, [top, ...own].map((one) => `${JSON.stringify(one)}\n`).join(''))
    return file
  })
}
