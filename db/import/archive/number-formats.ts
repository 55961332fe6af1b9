/** Which of a workbook's cell formats show a number as a day, a time of day or a percentage. */
import { ArchiveRefusal, saveAgain } from './archive-refusal.ts'
import { mostStyles } from './limits.ts'
import type { Attributes, XmlReader } from './xml.ts'

export type Shows = 'number' | 'date' | 'time' | 'elapsed' | 'percent'

/** By the numbers that the format itself gives to its own formats; 27 to 36 and 50 to 58 are dates in East Asia. */
function builtIn(id: number): Shows {
  if (id === 9 || id === 10) return 'percent'
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36) return 'date'
  if (id >= 50 && id <= 58) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time'
  return id === 46 ? 'elapsed' : 'number'
}

/** From a format's code, such as `dd/mm/yyyy;@`: its first section, without what is shown as it stands. */
export function showsOf(code: string): Shows {
  const bare = code
    .replaceAll(/"[^"]*"?|\\.|[_*]./gsu, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')[0]
  if (bare === undefined || /^\s*(?:general|standard|@)?\s*$/i.test(bare)) return 'number'
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'elapsed'
  const tokens = bare.replaceAll(/am\/pm|a\/p/gi, 'h').replaceAll(/[eE][+-]/g, '')
  const hasClock = /[hs]/i.test(tokens)
  if (/[yd]/i.test(tokens) || (!hasClock && /m/i.test(tokens))) return 'date'
  if (hasClock) return 'time'
  return tokens.includes('%') ? 'percent' : 'number'
}

/** Reads the styles part; `at` is what a cell's style number shows. */
export class NumberFormats implements XmlReader {
  private readonly own = new Map<number, Shows>()
  private readonly styles: Shows[] = []
  private inCells = false

  open(name: string, attributes: Attributes): void {
    if (name === 'numFmt') {
      if (this.own.size >= mostStyles) throw tooMany()
      this.own.set(Number(attributes['numFmtId']), showsOf(attributes['formatCode'] ?? ''))
    } else if (name === 'cellXfs') this.inCells = true
    else if (name === 'xf' && this.inCells) {
      if (this.styles.length >= mostStyles) throw tooMany()
      const id = Number(attributes['numFmtId'] ?? 0)
      this.styles.push(this.own.get(id) ?? builtIn(id))
    }
  }

  close(name: string): void {
    if (name === 'cellXfs') this.inCells = false
  }

  at(style: number): Shows {
    return this.styles[style] ?? 'number'
  }
}

const tooMany = () => new ArchiveRefusal(`it has more than ${mostStyles} cell formats`, saveAgain)
