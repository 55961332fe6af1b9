/** The tone of what somebody said, by the words of praise and of blame in it: a sign, no verdict. Pure. */

const praise =
  /\b(happy|glad|love[ds]?|like[ds]?|great|good|excellent|pleased|satisfied|impress\w+|helpful|thank(s|ful)?|appreciat\w+|well|saved|saving|works|easy|fast|slick\w*|useful|improv\w+|perfect|fine|agreed|success\w*)\b/gi
const blame =
  /\b(not (going|acceptable|happy|good|working)|unacceptable|worr\w+|problem|problems|issue|issues|blocker|bad|worse|worst|angry|disappoint\w*|frustrat\w*|crash\w*|fail\w*|broken|outage|outages|slow|expensive|rejected|nobody answered|never|painful|complain\w*|leave|leaving|cancel\w*|unless|cannot|apology|too (many|much|long|often|slow)|missing|hammered)\b/gi

export type Tone = { good: number; bad: number; label: 'positive' | 'negative' | 'mixed' | 'neutral' }

export function toneOf(texts: readonly string[]): Tone {
  const count = (words: RegExp) => texts.reduce((sum, text) => sum + (text.match(words)?.length ?? 0), 0)
  const [good, bad] = [count(praise), count(blame)]
  const label =
    good + bad === 0 ? 'neutral' : good >= 2 * bad ? 'positive' : bad >= 2 * good ? 'negative' : 'mixed'
  return { good, bad, label }
}
