/** Verbs that exclude together with a particle further on: "take the SMB ones out". Pure. */
import type { Token } from './text.ts'

/** "take SMB out", "leave the churned ones out": the verb excludes, its particle stands behind what it excludes. */
export function takesOut(tokens: readonly Token[], i: number): boolean {
  if (
    !/^(take|taking|leave|leaving|filter|filtering|cut|kick|throw|strip|weed|rule|keep|move)$/.test(
      tokens[i]?.word ?? '',
    )
  )
    return false
  return tokens.slice(i + 2, i + 7).some((token) => /^(out|away|off|aside)$/.test(token.word))
}

/** "Leave out", "take … off": the verb with its particle tells of nobody who left or took. */
export const isPhrasal = (tokens: readonly Token[], i: number): boolean =>
  takesOut(tokens, i) ||
  (/^(take|taking|leave|leaving|filter|cut|throw|keep)$/.test(tokens[i]?.word ?? '') &&
    /^(out|off|aside|away)$/.test(tokens[i + 1]?.word ?? ''))

/** "Has gone 45 days", "went more than six weeks": the verb only says that it lasted, and tells of nobody who left. */
export function onlyLasts(tokens: readonly Token[], i: number): boolean {
  if (!/^(gone|went|go|goes|going|sat|sitting|sits|been|waited|waiting|spent)$/.test(tokens[i]?.word ?? ''))
    return false
  const rest = tokens.slice(i + 1, i + 6).map(({ word }) => word)
  const at = rest.findIndex((word) =>
    /^(days?|weeks?|months?|fortnights?|quarters?|years?|hours?)$/.test(word),
  )
  return (
    at > 0 &&
    rest
      .slice(0, at)
      .every((word) =>
        /^(for|more|than|over|at|least|a|an|another|full|whole|the|past|last|or|some|about|nearly|almost|up|to|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|good)$/.test(
          word,
        ),
      )
  )
}
