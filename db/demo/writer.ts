/** Composes an account's texts from sentences, filling in its facts: the same sentence or text returns as late as possible. */
import type { Day } from './days.ts'
import { fill, sentences, type Account, type Facts } from './facts.ts'
import { deck, random, type Random } from './random.ts'

/** One writer an account: it remembers which sentences it has used, so that none returns before the others had their turn. */
export class Writer {
  readonly account: Account
  readonly today: Day
  readonly draw: Random
  private readonly decks = new Map<readonly string[], () => string>()
  private readonly written = new Set<string>()

  constructor(seed: number, account: Account, today: Day) {
    this.account = account
    this.today = today
    this.draw = random(seed, 'writer', account.plan.id)
  }

  choose(options: readonly string[]): string {
    let next = this.decks.get(options)
    if (!next) {
      next = deck(this.draw, options)
      this.decks.set(options, next)
    }
    return next()
  }

  /** A text that this account has not seen; after a few tries a repetition, which a short text cannot always avoid. */
  compose(slots: string[][], facts: Facts): string {
    let text = this.assemble(slots, facts)
    for (let tries = 0; this.written.has(text) && tries < 6; tries++) text = this.assemble(slots, facts)
    this.written.add(text)
    return text
  }

  private assemble(slots: string[][], facts: Facts): string {
    const parts = slots.map((options) => fill(this.choose(options), facts)).filter((part) => part !== '')
    return sentences(
      parts
        .map((part, place) =>
          part.startsWith('¶') ? `\n\n${part.slice(1)}` : `${place > 0 ? ' ' : ''}${part}`,
        )
        .join('')
        .trim(),
    )
  }
}
