/** What a backup says of itself, in its manifest.json: what made it, and what each table held at that moment. */
import { z } from 'zod'
import { contentSchema, tableSchema } from './tables.ts'

export const manifestName = 'manifest.json'
/** Of the file's own form; the schema's version is the migration. */
export const format = 'steward-backup-1'

export const manifestSchema = z.object({
  format: z.literal(format),
  /** When the newest migration of the database was written. */
  migration: z.int(),
  takenAt: z.iso.datetime(),
  from: z.enum(['pglite', 'server']),
  tables: z.array(z.strictObject({ ...tableSchema.shape, ...contentSchema.shape, file: z.string() })),
})
export type Manifest = z.infer<typeof manifestSchema>
