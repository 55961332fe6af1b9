/** What people say of accounts by how near they are to leaving. Data. */
import { words, crossed } from '../fields.ts'
import { closeToLeaving, mayLeave } from './leaving.ts'

/** What those are most or least likely to do. */
export const willLeave =
  'churn|leave|leave us|cancel|quit|walk|walk away|walk out|bolt|bail|bail out|jump ship|defect|go elsewhere|switch|drop out|drop us|pull the plug|be lost|not renew|go'

export const saidOfRisk = {
  atRisk: [
    ...words(
      'at-risk|high risk|high-risk|risky|in danger|endangered|in jeopardy|in trouble|churning soon|shaky|in the danger zone|danger zone|on fire|burning|vulnerable|in peril|on the brink|on thin ice|on the edge|on the fence|churny|under threat|troubled|critical|threatened|precarious|fragile|in a precarious position|imperilled|imperiled',
    ),
    ...words(
      'on shaky ground|on wobbly legs|on the ropes|on the rocks|on the chopping block|on their way out|on its way out|on the way out|one foot out of the door|one foot out the door|with one foot out of the door|with one foot out the door|half out of the door|half out the door|halfway out of the door|halfway out the door|heading for the door|eyeing the exit|eyeing the door|looking for the exit|skating on thin ice|walking on thin ice|in hot water|touch and go|teetering|wavering|churn-prone|flighty|slipping away|drifting away|slipping through our fingers|hanging by a thread|in the firing line|keeping us up at night|that keep us up at night|in deep trouble|in serious trouble|code red|red alert|at high risk|at serious risk|highly at risk|churn risk high|risk of churn|with a high risk|in the risk zone|risk zone|at the risk of leaving|wobbling out|a flight risk|on a knife edge|on a knife-edge',
    ),
    ...words('about to walk|could churn|could lose|might lose|about to lose'),
    ...mayLeave,
    ...closeToLeaving,
  ],
  watch: words(
    'on watch|to watch|medium risk|medium-risk|some risk|moderate risk|on the watch list|watch list|watchlist|on the watchlist|on our watchlist|on our watch list|watch-listed|watchlisted|under observation|under watch|under review|on the radar|on our radar|to be watched|worth watching|being watched|needs watching|need watching|needs monitoring|need monitoring|being monitored|being observed|on observation|watch status|in the watch zone|watch zone|under the microscope|in the watch bucket|on alert',
  ),
  healthy: [
    ...words(
      'low risk|low-risk|safe|not at risk|secure|out of danger|out of the woods|safe and sound|solid|rock solid|rock-solid|in safe hands|in the safe zone|safe zone|risk free|risk-free|in no danger|bulletproof|in the clear|home and dry|without risk|out of risk',
    ),
    ...crossed('not|in no way', 'in danger|in trouble|risky|endangered|under threat|threatened'),
  ],
}
