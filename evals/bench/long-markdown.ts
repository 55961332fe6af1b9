/** A seeded long answer in Markdown, as a model writes one: paragraphs, lists, emphasis, code, a small table. */
import { random } from '#db/demo/random.ts'

const words =
  'account renewal usage champion contract health ticket adoption seats team week quarter steady falling asked promised review plan sponsor budget rollout training answer call note'.split(
    ' ',
  )

/** About `characters` long; begins with "Opening words", ends with `ending` in a paragraph of its own. */
export function longMarkdown(seed: number, characters: number, ending: string): string {
  const { int, pick, chance } = random(seed, 'long answer')
  const phrase = (least: number, most: number) =>
    Array.from({ length: int(least, most) }, () => {
      const word = pick(words)
      return chance(0.06) ? `**${word}**` : chance(0.03) ? `\`${word}\`` : word
    }).join(' ')
  const list = (mark: (n: number) => string) =>
    Array.from({ length: int(3, 7) }, (_, n) => `${mark(n)} ${phrase(6, 16)}`).join('\n')
  const table = () =>
    [
      '| name | state |',
      '|---|---|',
      ...Array.from({ length: int(2, 5) }, () => `| ${phrase(1, 3)} | ${pick(words)} |`),
    ].join('\n')
  const blocks = [
    () => `${phrase(25, 70)}.`,
    () => `${phrase(25, 70)}.`,
    () => list(() => '-'),
    () => list((n) => `${n + 1}.`),
    table,
  ]
  let text = `Opening words: ${phrase(20, 40)}.`
  while (text.length < characters) text += `\n\n${pick(blocks)()}`
  return `${text}\n\n${ending}`
}
