/** Writes text of others into Markdown as nothing but words: no mark in it makes a heading, a list, a table, a link or any emphasis. */

/** An address is broken up too: what reads it as one would take the strokes behind it for a part of it. */
const marks = /[\\`*_[\]<>|#~]|&(?=#?\w+;)|:(?=\/\/)|(?<=www)\./gi
/** What makes a list, a heading or a rule where a line begins with it. */
const beginnings = /^(?:[-+=]|\d{1,9}(?=[.)]))/

/** As part of a sentence of ours: on one line. */
export const asWords = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(marks, (mark) => `\\${mark}`)

/** As a quote of its own, line by line as it was said. */
export function asQuote(text: string): string {
  const lines = text.split('\n').map(asWords)
  return lines
    .filter((line) => line !== '')
    .map((line) => `> ${line.replace(beginnings, begun)}`)
    .join('  \n')
}

/** A number is no mark; the point behind it is. */
const begun = (found: string): string => (/\d/.test(found) ? `${found}\\` : `\\${found}`)
