/** A new value in the words of whoever reads the summary: "Wei Zhang", "12 Mar 2027", "enterprise", "nothing". */
import type { ObjectType } from '#db/catalogue/types.ts'
import type { NewValue } from '#db/effects/contract.ts'
import type { Writable } from '#db/effects/writable.ts'
import { cellInWords } from '#db/query/print.ts'
import type { ToolContext } from './define-tool.ts'
import { personNamed } from './selection.ts'

export function valueInWords(
  context: ToolContext,
  object: ObjectType,
  { key, type }: Writable,
  value: NewValue,
): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'nothing'
  if (type === 'person' && typeof value === 'string') return personNamed(context, value)
  return cellInWords(object, { key, type }, value, context.clock.timeZone)
}
