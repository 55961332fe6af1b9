/** What a conversation can be about: who starts it, who it is with, and its sentences to choose from, turn by turn. */
import type { ContactRole } from './people.ts'

export type Topic = {
  key: string
  type: 'email' | 'call' | 'meeting' | 'note' | 'slack'
  from: 'us' | 'them'
  /** With whom: the first of these roles that the account has. */
  who: ContactRole[]
  /** How it sounds beside the account's general mood, −1…1. */
  mood: number
  /** Written by the champion who is about to leave. */
  parting?: true
  /** Speaks of the coming renewal, so it is only held while there is one ahead. */
  renewal?: true
  subjects: string[]
  /** One list a message, sides alternating; in it one list a sentence; "¶" opens a paragraph, "" leaves it out. */
  turns: string[][][]
}
