/** Proposes to take back what a run did: the asker's newest, or the one of an id. */
import { z } from 'zod'
import { defineEffect } from '../kit/define-tool.ts'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Taking back',
  description:
    'Takes back what an approved proposal did: the asker’s newest run, or the one of that id. Rows that were edited since are ' +
    'listed and left. Use it for undo, revert, roll back, take that back; undoing an undo restores it. Never for a proposal ' +
    'that still waits, which is rejected instead.',
  input: z.strictObject({
    run: z.string().min(1).optional().describe('The run’s id; the newest when left out'),
  }),
  phrases: {
    frames: [
      '(undo|revert|roll back|rollback|take back|reverse) [that|it|this|the last change|the last one|my last change|the last run|everything|what you did|what you just did]',
      '(undo|revert|roll back|rollback|take back|reverse) [the] run {run:text}',
      'take (that|it|this) back',
      'roll (that|it|this) back',
    ],
    examples: ['Undo that'],
  },
  plan: ({ run }) =>
    Promise.resolve({ summary: 'Take back what was done: {n row|rows}', sets: [], undoes: run ?? 'last' }),
})
