/** What is found in what people say: only what was said, by whom it was said, and until when. */
import { describe, expect, it } from 'vitest'
import { dueIn, findIn, keyOf } from './find.ts'

const known = { ours: new Set(['nora']), rivals: ['Vantiva Suite'], at: '2026-11-12T14:00:00Z' }
const found = (text: string, speaker = 'Hugo') =>
  findIn({ text, speaker }, known).map(({ what, subject, owner, dueOn }) =>
    [what, subject, owner, dueOn].filter((part) => part !== null).join(' | '),
  )

describe('findings', () => {
  it('are actions with who takes them on and the day that was said, each deed by itself', () => {
    expect(found('I will send the plan by Friday and I will call Ada tomorrow.', 'Nora')).toEqual([
      'action | send the plan by Friday | Nora | 2026-11-13',
      'action | call Ada tomorrow. | Nora | 2026-11-13',
    ])
    expect(found('Wanda will arrange that.')).toEqual(['action | arrange that. | Wanda'])
    expect(found('Please send me the model number.', 'Nora')).toEqual(['action | send me the model number.'])
    expect(found('I will write that down in the summary.', 'Nora')).toEqual([])
  })

  it('have no day where none was said, or none to come', () => {
    expect(dueIn('I speak with Joao every Thursday', known.at)).toBeNull()
    expect(dueIn('I will take forty eight hours back to legal', known.at)).toBeNull()
    expect(dueIn('I will look into it', known.at)).toBeNull()
    expect(dueIn('You have it by the fourth of December', known.at)).toBe('2026-12-04')
  })

  it('are objections of customers, and none of ours', () => {
    const text = 'The rollout is too slow for our stores.'
    expect(found(text)).toEqual(['objection'])
    expect(found(text, 'Nora')).toEqual([])
  })

  it('are rivals: those on record by any mention, others where they stand as one', () => {
    expect(found('We saw vantiva suite in May.')).toEqual(['competitor | Vantiva Suite'])
    expect(found('We got a demo from Clearpath.')).toEqual(['competitor | Clearpath'])
    expect(found('Our team moved to Lisbon in May.')).toEqual([])
  })

  it('are wishes with the thing behind them, where it is one of a product', () => {
    expect(found('We need row level permissions before we roll out.')).toEqual([
      'request | row level permissions',
    ])
    expect(found('We want a meeting next week.')).toEqual(['request'])
    expect(keyOf('Permissions at row level')).toBe(keyOf('row level permission'))
  })
})
