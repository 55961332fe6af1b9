/** Writes a part of a Word file anew as it is read, without the runs that Word does not show; refuses what no document needs (see the reader of XML). */
import type { Budget } from '#db/import/archive/budget.ts'
import { readXml, type Attributes } from '#db/import/archive/xml.ts'
import type { ZipEntry } from '#db/import/archive/zip.ts'

/** In half points: text of two points is a speck. */
const mostTinySize = 4

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** `hidden` counts the characters that were left out. */
export async function visibleXml(
  entry: ZipEntry,
  budget: Budget,
  hides: boolean,
): Promise<{ xml: string; hidden: number }> {
  const written: string[] = []
  /** Where the runs that are open begin, and whether they are hidden: a run may hold a text box with runs. */
  const runs: { start: number; isHidden: boolean; characters: number }[] = []
  let hidden = 0
  await readXml(entry.read(budget), entry.path, {
    open: (name, attributes, whole) => {
      if (hides && name === 'r') runs.push({ start: written.length, isHidden: false, characters: 0 })
      const run = runs.at(-1)
      if (run && hidesRun(name, attributes)) run.isHidden = true
      const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
      written.push(`<${whole}${list.join('')}>`)
    },
    text: (text) => {
      const run = runs.at(-1)
      if (run) run.characters += text.trim().length
      written.push(escaped(text))
    },
    close: (name, whole) => {
      written.push(`</${whole}>`)
      const run = hides && name === 'r' ? runs.pop() : undefined
      if (!run?.isHidden) return
      hidden += run.characters
      written.length = run.start
    },
  })
  return { xml: written.join(''), hidden }
}

/** Properties of a run: hidden, hidden on the web, or of a size that nobody sees. */
function hidesRun(name: string, attributes: Attributes): boolean {
  const value = Object.entries(attributes).find(([key]) => key.endsWith('val'))?.[1]
  if (name === 'vanish' || name === 'webHidden')
    return value === undefined || !/^(?:0|false|off)$/.test(value)
  return name === 'sz' && value !== undefined && Number(value) <= mostTinySize
}
