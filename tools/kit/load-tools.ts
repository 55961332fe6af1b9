/** Finds every tool by its path (tools/<domain>/<verb-noun>.ts) and refuses one that is not whole. */
import { readdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { NamedTool } from './define-tool.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const common = {
  label: z.string().min(3),
  description: z.string().min(20),
  input: z.instanceof(z.ZodType),
}
const shape = z.discriminatedUnion('effect', [
  z.looseObject({
    ...common,
    effect: z.literal('read'),
    permission: z.literal('workspace:read'),
    run: z.function(),
  }),
  z.looseObject({ ...common, effect: z.literal('write'), permission: z.literal('act'), plan: z.function() }),
])

export type Tools = ReadonlyMap<string, NamedTool>

/** Loads all tools of a folder. Throws with the file's name where its default export is not a tool. */
export async function loadTools(folder: string = root): Promise<Tools> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
    .flatMap((domain) =>
      readdirSync(`${folder}/${domain.name}`)
        .filter((file) => /^[a-z]+(-[a-z]+)+\.ts$/.test(file) && !file.endsWith('.test.ts'))
        .map((file) => `${domain.name}/${file}`),
    )
    .sort()
  const tools = new Map<string, NamedTool>()
  for (const file of files) {
    const loaded: unknown = await import(pathToFileURL(`${folder}/${file}`).href)
    const tool = z.looseObject({ default: shape }).safeParse(loaded)
    if (!tool.success) throw new Error(`tools/${file} is not a tool: ${z.prettifyError(tool.error)}`)
    const name = file.replace(/\.ts$/, '').replace(/[/-]/g, '_')
    tools.set(name, { ...(tool.data.default as unknown as NamedTool), name })
  }
  return tools
}
