/** Effect tools of the invented garden, for the tests of commands: labels, keepers and any field; they plan nothing, only their calls matter. */
import { z } from 'zod'
import { newValueSchema, selectionSchema } from '#db/effects/contract.ts'
import { defineEffect, type NamedTool } from '#tools/kit/define-tool.ts'

const ofBeds = selectionSchema.meta({ object: 'bed' })
const nothing = () => Promise.resolve({ summary: '', sets: [] })
const named = (name: string, tool: unknown): [string, NamedTool] => [name, { ...(tool as NamedTool), name }]

const shared = { effect: 'write' as const, permission: 'act' as const, label: '', description: '' }

export const gardenEffects: [string, NamedTool][] = [
  named(
    'beds_change_labels',
    defineEffect({
      ...shared,
      input: z.strictObject({
        of: ofBeds,
        add: z.array(z.string()).optional(),
        remove: z.array(z.string()).optional(),
      }),
      phrases: {
        frames: [
          '(tag|mark) {of:set} (as|with) {add:tag}',
          '(add|put) [the] {add:tag} (tag|label) (to|on) {of:set}',
          '(remove|take) [the] {remove:tag} (tag|label) (from|off) {of:set}',
        ],
        examples: [],
      },
      plan: nothing,
    }),
  ),
  named(
    'beds_change_keeper',
    defineEffect({
      ...shared,
      input: z.strictObject({ of: ofBeds, to: z.email() }),
      phrases: {
        frames: [
          '(reassign|move|give|hand) {of:set} (to|over to) {to:person}',
          '(give|hand) {to:person} {of:set}',
        ],
        examples: [],
      },
      plan: nothing,
    }),
  ),
  named(
    'records_change_field',
    defineEffect({
      ...shared,
      input: z.strictObject({
        object: z.string(),
        of: selectionSchema,
        field: z.string(),
        value: newValueSchema,
      }),
      phrases: {
        frames: [
          '(set|change|move) [the] {field} (of|for) {of:set} (to|as) {value:text}',
          "(set|change|move) {of:set}('s)? {field} (to|as) {value:text}",
          '{of:set} (is|are) {value:text}',
        ],
        examples: [],
      },
      plan: nothing,
    }),
  ),
]
