/** The targets that the benchmarks hold Steward to, each with the name of its row in the performance targets. */
import type { Bound } from './report.ts'

const most = (limit: number): Bound => ({ on: 'value', side: 'most', limit })
const mostOfFloor = (limit: number): Bound => ({ on: 'ratio', side: 'most', limit })
const leastOfFloor = (limit: number): Bound => ({ on: 'ratio', side: 'least', limit })

/** offline turn, warm, request to answer, p95: ≤ 100 ms whole */
export const offlineTurnMs = most(100)
/** offline turn, warm, request to answer, p95: ≤ 30 ms of it understanding */
export const understandingMs = most(30)
/** deterministic API route with sign-in, p95: ≤ 5 ms c1 */
export const routeAloneMs = most(5)
/** deterministic API route with sign-in, p95: ≤ 25 ms c32 */
export const routeCrowdedMs = most(25)
/** deterministic API route with sign-in, p95: fails > 4× the bare route */
export const routeOfBare = mostOfFloor(4)
/** model turn, CPU, with checkpoints, vs floor */
export const modelTurnCpu = mostOfFloor(4)
/** added time to first token vs floor */
export const addedFirstTokenMs = most(8)
/** throughput c32 and c128 vs floor (held at c1 too) */
export const throughput = leastOfFloor(0.25)
/** CPU a streamed token vs floor */
export const tokenCpu = mostOfFloor(2)
/** turn 80 vs turn 10 of a thread */
export const longThread = mostOfFloor(1.25)
/** stored bytes a thread: linear (the second 40 turns take no more than the first 40, with room for noise) */
export const storedGrowth = mostOfFloor(1.1)
/** stored bytes a thread: ≤ 3× the messages' JSON */
export const storedBytes = mostOfFloor(3)
/** import, rows/s vs COPY into the same table */
export const importRate = leastOfFloor(0.4)
/** catalogue query, p95: ≤ 2× the hand-written SQL */
export const catalogueQuery = mostOfFloor(2)
/** start to first answer, existing folder */
export const startSeconds = most(5)
/** first script of the chat page, gzipped */
export const firstScriptKib = most(220)
/** re-render per delta */
export const renderMs = most(2)
/** re-render per delta: whatever the length (last quarter of the answer over the first, with room for noise) */
export const renderGrowth = mostOfFloor(1.5)
/** memory: idle embedded, with the demo */
export const idleMemoryMb = most(900)
