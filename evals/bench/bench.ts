/** `npm run bench`: measures Steward beside its floors, prints a line a figure, and fails where one is short or missing. */
import { parseArgs } from 'node:util'
import { linesOf, type Part } from './part.ts'
import { backup } from './parts/backup.ts'
import { bombPart } from './parts/bombs.ts'
import { bulkUpdates } from './parts/bulk-update.ts'
import { comparison } from './parts/comparison.ts'
import { faults } from './parts/faults.ts'
import { faultsEffects, faultsRandom } from './parts/faults-effects.ts'
import { fuzzing } from './parts/fuzz-import.ts'
import { fuzzingSources } from './parts/fuzz-sources.ts'
import { health } from './parts/health.ts'
import { importing } from './parts/import.ts'
import { injection, safetyPlanted, safetyRenderer } from './parts/injection.ts'
import { isolation } from './parts/isolation.ts'
import { language } from './parts/language.ts'
import { languageLogic } from './parts/language-logic.ts'
import { languageNoise } from './parts/language-noise.ts'
import { languageScale } from './parts/language-scale.ts'
import { mutantsPart } from './parts/mutants.ts'
import { naive } from './parts/naive.ts'
import { page } from './parts/page.ts'
import { query, queryAtScale } from './parts/query.ts'
import { roundTrip } from './parts/round-trip.ts'
import { rightsAudit } from './parts/rights-audit.ts'
import { rightsErasure } from './parts/rights-erasure.ts'
import { rightsDensity } from './parts/rights-density.ts'
import { rightsReach } from './parts/rights-reach.ts'
import { rightsRoutes } from './parts/rights-routes.ts'
import { rightsSecrets } from './parts/rights-secrets.ts'
import { rightsSignIn } from './parts/rights-sign-in.ts'
import { rightsSso } from './parts/rights-sso.ts'
import { route } from './parts/route.ts'
import { safetyPeople, safetyPuppet, safetyReceipts, safetyTools } from './parts/safety.ts'
import { scale } from './parts/scale.ts'
import { start } from './parts/start.ts'
import { turnModel } from './parts/turn-model.ts'
import { turnOffline } from './parts/turn-offline.ts'
import { turnThread } from './parts/turn-thread.ts'
import { openWorkshop } from './workshop.ts'

const standing: Part[] = [
  start,
  turnModel,
  turnThread,
  turnOffline,
  route,
  query,
  scale([], 1, 'embedded'),
  importing,
  roundTrip([], 1),
  bombPart,
  fuzzing,
  fuzzingSources,
  isolation,
  backup,
  bulkUpdates,
  faults,
  faultsEffects,
  faultsRandom,
  health,
  language(),
  languageNoise,
  languageLogic,
  languageScale,
  naive,
  rightsReach,
  rightsRoutes,
  rightsDensity,
  rightsAudit,
  rightsSecrets,
  rightsSignIn,
  rightsErasure,
  rightsSso,
  safetyPuppet,
  safetyReceipts,
  safetyPeople,
  safetyTools,
  safetyPlanted,
  safetyRenderer,
  injection,
  page,
  comparison,
  mutantsPart,
]
const usage = `usage: bench [--seed N] [--profile DIR] [--accounts N[,N] [--store embedded | server | DIR | postgres://…]] [--set NAME[,NAME]] [${standing.map((part) => part.name).join(' | ')}]…`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    profile: { type: 'string' },
    /** Generated workspaces of so many accounts instead of the demo. */
    accounts: { type: 'string' },
    store: { type: 'string', default: 'embedded' },
    /** Sets of requests beside the repository, instead of those that may be tuned on. */
    set: { type: 'string' },
  },
})
const seed = Number(values.seed)
const sizes = values.accounts?.split(',').map(Number) ?? []
const parts = standing.map((part) => {
  if (part.name === 'scale') return scale(sizes, seed, values.store)
  if (part.name === 'round-trip') return roundTrip(sizes, seed)
  if (part.name === 'language' && values.set) return language(values.set.split(','))
  return part === query && sizes.length > 0 ? queryAtScale(sizes, seed, values.store) : part
})
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (![seed, ...sizes].every(Number.isSafeInteger) || unknown.length > 0) {
  process.stderr.write(
    `${unknown.length > 0 ? `no part ${unknown.join(', ')}` : `no seed ${values.seed}`}\n${usage}\n`,
  )
  process.exit(2)
}

const say = (text: string) => void process.stdout.write(`${text}\n`)
const chosen = positionals.length > 0 ? parts.filter((part) => positionals.includes(part.name)) : parts
const workshop = openWorkshop(seed, (text) => say(`  note: ${text}`), values.profile)
const began = performance.now()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void workshop.close().finally(() => process.exit(130)))
}
let short = 0
let figures = 0
say(`seed ${seed}`)
try {
  for (const part of chosen) {
    const start = performance.now()
    for (const line of await linesOf(part, workshop)) {
      say(line.text)
      figures++
      if (line.isShort) short++
    }
    say(`  ${part.name} took ${((performance.now() - start) / 1_000).toFixed(0)} s`)
  }
} finally {
  await workshop.close()
}
say(
  `seed ${seed}: ${figures} figures, ${figures - short} ok, ${short} short, ${((performance.now() - began) / 1_000).toFixed(0)} s`,
)
process.exitCode = short > 0 || figures === 0 ? 1 : 0
