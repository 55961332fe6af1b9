/** After an import that changed something: fits the churn model anew where there is enough history. An import that is done stays done. */
import { fitWhereDue } from '#db/churn/fit-churn.ts'
import type { Db } from '#db/connect.ts'
import { clockOf, findWorkspace } from '#db/people.ts'

/** What there is to say of it, as a line; null where nothing was due. */
export async function fitAfterImport(db: Db, workspace: string, today?: string): Promise<string | null> {
  try {
    const found = await findWorkspace(db, workspace)
    const fit = await fitWhereDue(db, found.id, clockOf(found, today))
    if (fit === null || fit.state === 'not fitted') return null
    const auc = fit.model.quality.auc.toFixed(2)
    return fit.state === 'fitted'
      ? `The churn model was fitted anew (AUC ${auc} on accounts held out).`
      : `The churn model was fitted anew and is not used: ${fit.model.unused ?? ''} (AUC ${auc}).`
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `The churn model could not be fitted: ${reason} Try again with: steward churn fit --workspace ${workspace}`
  }
}
