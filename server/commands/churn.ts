/** `steward churn`: shows a workspace's churn model and how good it is, or fits it anew. */
import { clockOf, findWorkspace } from '#db/people.ts'
import { fitChurn } from '#db/churn/fit-churn.ts'
import { churnState, type ChurnModel, type ChurnState } from '#db/churn/model.ts'
import { readSettings } from '#db/change-setting.ts'
import { defineCommand, dayOption, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: `churn --workspace NAME                       the churn model in force, and how good it is
churn fit --workspace NAME [--today DATE]    fits it anew`,
  options: { workspace: { type: 'string' }, today: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ workspace: name, today, json, data }, [verb]) => {
    if (!name) throw new WrongUsage('churn needs --workspace NAME')
    if (verb !== undefined && verb !== 'fit') throw new WrongUsage('churn shows the model, or takes: fit')
    const db = await openStore(readEnv(data))
    try {
      const workspace = await findWorkspace(db, name)
      const { id } = workspace
      if (verb === 'fit') {
        const fit = await fitChurn(db, id, clockOf(workspace, dayOption(today)))
        const state: ChurnState = fit.state === 'not fitted' ? { model: null, why: fit.why } : fit
        process.stdout.write(json ? `${JSON.stringify(fit)}\n` : `${printChurn(state)}\n`)
        return 0
      }
      const state = await db.inWorkspace(
        id,
        async (tx) => churnState(tx, id, await readSettings(tx, id)),
        'read',
      )
      process.stdout.write(json ? `${JSON.stringify(state)}\n` : `${printChurn(state)}\n`)
      return 0
    } finally {
      await db.close()
    }
  },
})

const share = (value: number) => `${(100 * value).toFixed(1)} %`

function printChurn(state: ChurnState): string {
  if (state.model === null) return `There is no churn model: ${state.why}.`
  const { model, version } = state
  const q = model.quality
  const reliability = q.reliability.map(
    (tenth, at) =>
      `  ${String(at + 1).padStart(2)}. tenth  ${String(tenth.rows).padStart(5)} rows  foretold ${share(tenth.predicted).padStart(7)}  left ${share(tenth.happened).padStart(7)}`,
  )
  return [
    `Version ${version}, fitted on ${model.fittedOn}: ${model.unused === null ? 'in use' : `not used, for ${model.unused}`}.`,
    `${model.left} accounts that left, as of ${model.horizonDays} days before; ${model.stayed} spans of those that stayed, as of ${model.days.join(', ')}. Base rate ${share(model.baseRate)} in ${model.horizonDays} days.`,
    `On accounts held out: AUC ${q.auc.toFixed(3)} (at least ${q.aucLow.toFixed(3)}), Brier ${q.brier.toFixed(4)} (base rate ${q.baseBrier.toFixed(4)}), log loss ${q.logLoss.toFixed(4)}.`,
    ...reliability,
    'Weights a standard deviation, strongest first:',
    ...weightLines(model),
  ].join('\n')
}

const weightLines = ({ columns }: ChurnModel): string[] =>
  [...columns]
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(
      ({ input, isMissing, weight }) =>
        `  ${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(3)}  ${input}${isMissing ? ' missing' : ''}`,
    )
