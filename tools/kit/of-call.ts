/** How a tool is told which call it is about: the call itself, or the newest of an account. */
import { z } from 'zod'

/** For frames. */
export const callWords = '(call|meeting|conversation|qbr|sync|review|demo|kickoff)'

export const callInput = z
  .strictObject({
    account: z.string().optional().describe('The account’s id; its newest call is taken'),
    source: z.string().optional().describe('The call itself, as citations name it: transcripts/x.vtt'),
  })
  .refine(({ account, source }) => (account ?? source) !== undefined, 'Name an account or a call')
