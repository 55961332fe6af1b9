/** Puts on record who was shown fields that not everybody sees, before they are handed out: an answer that can't be recorded is not given. */
import { recordAudit } from '#db/audit/append.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { endOf } from '#db/query/rows.ts'
import { builtInRoles } from '#db/rights.ts'
import type { Answer } from '#tools/kit/define-tool.ts'

/** What some built-in role does not see. */
const sensitive = new Set(Object.values(builtInRoles).flatMap(({ withheld }) => withheld))

/** The sensitive fields that the answer's tables show a value of, as `object.field`. */
function shownIn(catalogue: Catalogue, { blocks }: Answer): { fields: string[]; rows: number } {
  const fields = new Set<string>()
  let rows = 0
  for (const block of blocks) {
    if (block.kind !== 'table') continue
    const object = catalogue.objects.get(block.object)
    if (!object) continue
    const shown = block.columns.filter(({ key }) => {
      // `contact.email_at_2026-09-01` is the field on a day.
      const [path = ''] = key.split(/_(?:at|since)_(?=\d)/)
      const field = `${endOf(catalogue, object, path)?.key ?? ''}.${path.split('.').at(-1) ?? ''}`
      if (sensitive.has(field)) fields.add(field)
      return sensitive.has(field)
    })
    rows += block.rows.filter((row) => shown.some(({ key }) => row[key] != null)).length
  }
  return { fields: [...fields], rows }
}

export async function recordReads(
  db: Db,
  catalogue: Catalogue,
  asker: Asker,
  { tool, answer }: { tool: string; answer: Answer },
): Promise<void> {
  const { fields, rows } = shownIn(catalogue, answer)
  if (rows === 0) return
  await recordAudit(db, asker.workspace, {
    actor: { kind: 'person', id: asker.userId },
    action: 'masked_read',
    details: { tool, fields, rows },
  })
}
