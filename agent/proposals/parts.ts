/** What of a running Steward a decision on a proposal needs. */
import type { Db } from '#db/connect.ts'
import type { SealingKey } from '#db/effects/receipt.ts'
import type { Tools } from '#tools/kit/load-tools.ts'

export type Deciding = { db: Db; tools: Tools; sealingKey: SealingKey }
