/** Every query case of the benchmark. */
import type { QueryCase } from './query-case.ts'
import { fewCases } from './query-cases-few.ts'
import { figureCases } from './query-cases-figures.ts'
import { listCases } from './query-cases-lists.ts'
import { touchCases } from './query-cases-touch.ts'

export const queryCases: QueryCase[] = [...fewCases, ...listCases, ...touchCases, ...figureCases]
