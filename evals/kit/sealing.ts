/** What proposals of tests are sealed with: a key that no store holds. */
import { randomBytes } from 'node:crypto'
import type { SealingKey } from '#db/effects/receipt.ts'

const key = randomBytes(32)

export const testSealing: SealingKey = () => Promise.resolve(key)
