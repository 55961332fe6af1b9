/** An effect that nothing but its own file speaks of, for the test of openness. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import { defineEffect } from '#tools/kit/define-tool.ts'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Flooding beds',
  description: 'Floods beds with an amount of water, once or on a day.',
  input: z.strictObject({
    of: selectionSchema.meta({ object: 'bed' }),
    litres: z.number().positive(),
    on: z.iso.date().meta({ tense: 'future' }).optional(),
  }),
  phrases: {
    frames: [
      '(flood|drench) {of:set} with {litres:number} litres',
      '(flood|drench) {of:set} with {litres:number} litres on {on:date}',
    ],
    examples: ['Flood the clay beds with 20 litres'],
  },
  plan: () => Promise.resolve({ summary: '', sets: [] }),
})
