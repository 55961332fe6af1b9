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
