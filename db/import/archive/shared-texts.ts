/** The texts that a workbook's cells refer to by number, held as bytes in one block so that millions of them stay small. */
import { ArchiveRefusal } from './archive-refusal.ts'
import { mostSharedBytes, mostSharedTexts } from './limits.ts'
import { plainText } from './plain-text.ts'
import type { Attributes, XmlReader } from './xml.ts'

const splitIt = 'Save the sheets as CSV UTF-8 and import these as a folder.'

export class SharedTexts implements XmlReader {
  private block = Buffer.allocUnsafeSlow(64 * 1024)
  /** Where each text ends. */
  private ends = new Uint32Array(4096)
  private count = 0
  private text_ = ''
  private inText = false
  private phonetic = 0

  open(name: string, _attributes: Attributes): void {
    if (name === 'si') this.text_ = ''
    else if (name === 'rPh') this.phonetic++
    else if (name === 't') this.inText = this.phonetic === 0
  }

  text(text: string): void {
    if (this.inText) this.text_ += text
  }

  close(name: string): void {
    if (name === 't') this.inText = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'si') this.add(plainText(this.text_))
  }

  /** Undefined where there is none of this number. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined
    const start = index === 0 ? 0 : (this.ends[index - 1] ?? 0)
    return this.block.toString('utf8', start, this.ends[index])
  }

  private add(text: string): void {
    const start = this.count === 0 ? 0 : (this.ends[this.count - 1] ?? 0)
    const end = start + Buffer.byteLength(text)
    if (end > mostSharedBytes || this.count >= mostSharedTexts) {
      const limit = `${mostSharedBytes / 1024 / 1024} MB or ${mostSharedTexts} texts`
      throw new ArchiveRefusal(`its table of shared texts is larger than ${limit}`, splitIt)
    }
    if (end > this.block.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(end, this.block.length * 2))
      this.block.copy(grown, 0, 0, start)
      this.block = grown
    }
    if (this.count === this.ends.length) {
      const grown = new Uint32Array(this.ends.length * 2)
      grown.set(this.ends)
      this.ends = grown
    }
    this.block.write(text, start)
    this.ends[this.count++] = end
  }
}
