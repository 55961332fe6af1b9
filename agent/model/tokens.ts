/** Estimates tokens without a tokenizer: a little high for prose, tables, JSON and other scripts, so that a budget holds. */
import type { ModelMessage } from './model.ts'

/** What a message costs beside its text: role, separators, a call's frame. */
const perMessage = 6
const perCall = 12

/**
 * Letters of the Latin alphabet come about four to a token, digits three at most, marks and line breaks one or two,
 * anything else about one each. Tokenizers differ by more than this rule errs.
 */
export function estimateTokens(text: string): number {
  let letters = 0
  let digits = 0
  let marks = 0
  let others = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7e) others++
    else if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 32) letters++
    else if (code >= 48 && code <= 57) digits++
    else marks++
  }
  return Math.ceil(letters / 4 + digits / 2.2 + marks * 0.75 + others * 0.9)
}

export function messageTokens(message: ModelMessage): number {
  const calls = message.role === 'assistant' ? message.toolCalls : []
  return calls.reduce(
    (sum, call) => sum + perCall + estimateTokens(call.tool) + estimateTokens(JSON.stringify(call.input)),
    perMessage + estimateTokens(message.content),
  )
}
