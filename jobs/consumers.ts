/** Who is told of events: every consumer, in one list. */
import type { Consumer } from '#db/events/deliver.ts'
import { noticing } from '#db/notices/consumer.ts'

export const consumers: Consumer[] = [noticing]
