/** Takes out of a text what nobody sees and what a database cannot hold: zero-width characters, marks of direction, tags, control characters. Pure. */

/** Joiners shape letters of these scripts, and emoji; between other letters they only hide. */
const shapes = String.raw`\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}`
const uselessJoiner = new RegExp(
  `(?<![${shapes}\\p{M}])[\\u200C\\u200D]|[\\u200C\\u200D](?![${shapes}])`,
  'gu',
)
/** Marks of order and direction, invisible operators, byte order marks, soft hyphens, fillers, tags and selectors by which text is smuggled. */
const unseen =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu
const breaks = /\r\n?|[\u0085\u2028\u2029\v\f]/g
const control = /[\p{Cc}\p{Cs}\p{Co}]/gu

/** Breaks of lines stay; white space around and between is single, and at most one line is empty. */
export function cleaned(text: string): string {
  return withoutUnseen(text.toWellFormed().normalize('NFC'))
    .replaceAll(breaks, '\n')
    .replaceAll(control, (char) => (char === '\n' ? '\n' : ' '))
    .split('\n')
    .map((line) =>
      line
        .split(/[\p{Zs}]/u)
        .filter((word) => word !== '')
        .join(' '),
    ) // prettier-ignore
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const withoutUnseen = (text: string): string => text.replaceAll(unseen, '').replaceAll(uselessJoiner, '')

/** On one line. */
export const oneLine = (text: string): string => cleaned(text).replaceAll('\n', ' ')
