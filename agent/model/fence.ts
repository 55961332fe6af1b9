/** Fences what comes from records: the model reads it as data between two marks that no data can forge. Rows can be cut later, the fence stays whole. */

export const fenceOpen = '<data>'
export const fenceClose = '</data>'

/** One line of a table: tabs and line breaks inside a cell become spaces, and a mark inside data is broken. */
export function plainCell(text: string, longest = 300): string {
  const flat = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const short = flat.length > longest ? `${flat.slice(0, longest).toWellFormed()}…` : flat
  return breakMarks(short)
}

/** Text of several lines from records or tools, with the marks broken. */
export const breakMarks = (text: string): string => text.replace(/<(?=\s*\/?\s*data\b)/gi, '‹')

export const fenced = (lines: string[]): string => [fenceOpen, ...lines, fenceClose].join('\n')

/** Keeps the first `keep` lines of every fence and says how many are gone. */
export function cutFenced(text: string, keep: number): string {
  const lines: string[] = []
  let inside = -1
  let gone = 0
  for (const line of text.split('\n')) {
    if (line === fenceClose) {
      if (gone > 0)
        lines.push(
          fenceClose,
          `(${gone} lines of this result are left out here to fit; call the tool again to see them.)`,
        )
      else lines.push(line)
      inside = -1
      gone = 0
    } else if (line === fenceOpen) {
      lines.push(line)
      inside = 0
    } else if (inside < 0) lines.push(line)
    else if (inside++ < keep) lines.push(line)
    else gone++
  }
  return lines.join('\n')
}
