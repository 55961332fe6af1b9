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
      'on shaky ground|on wobbly legs|on the ropes|on the rocks|on the chopping block|on their way out|on its way out|on the way out|one foot out of the door|one foot out the door|with one foot out of the door|with one foot out the door|half out of the door|half out the door|halfway out of the door|halfway out the door|heading for the door|eyeing the exit|eyeing the door|looking for the exit|skating on thin ice|walking on thin ice|in hot water|touch and go|teetering|wavering|churn-prone|flighty|slipping away|drifting away|slipping through our fingers|hanging by a thread|in the firing line|keeping us up at night|that keep us up at night|in deep trouble|in serious trouble|code red|red alert|at high risk|at serious risk|highly at risk|churn risk high|risk of churn|with a high risk|in the risk zone|risk zone|at the risk of leaving|wobbling out|a flight risk|on a knife edge|on a knife-edge|dangling by a thread|dangling|up the creek without a paddle|on borrowed time|living on borrowed time|with one foot in the grave|one foot in the grave|on the precipice|at the precipice|on the edge of a cliff|at the edge of the cliff|on a cliff edge|at the tipping point|on the tipping point|on the danger list|danger list|at the danger line|in the risky zone|high-risk zone|in the high-risk zone|at death’s door|looking elsewhere|looking around|looking for alternatives|shopping around|looking at alternatives|with itchy feet|having second thoughts|having doubts|getting cold feet|with cold feet|getting itchy feet|itching to leave|headed out the door|headed for the door|headed for the exit|heading for the exit|heading out the door|heading out of the door|heading for the exits|on their way to the door|on the way to the door|with their bags packed|with packed bags|packing their bags|making us sweat|making us nervous|giving us sleepless nights|giving me sleepless nights|that give us sleepless nights|that keep me up at night|keeping me up at night|keep me up at night|keep us up at night|keep you up at night|keep me awake|keep us awake|keep me awake at night|keep us awake at night|keep you awake at night|keeping me awake|keeping us awake at night|to worry about|worth worrying about|that worry us|should worry us|should worry me|should i worry about|should i be worried about|should we worry about|should we be worried about|do i need to worry about|i should worry about|we should worry about|cause for concern|a cause for concern|of concern|a worry|cause for worry|losing sleep over|to lose sleep over|most precariously placed|jeopardised|jeopardized|at stake of leaving|in the crosshairs|in the danger area|on danger row|on death row|in the line of fire|about to slip away|slipping from our grasp|about to slip through our fingers|on their last chance|in the last-chance saloon|in a tight spot|close to the edge|near the edge|near the brink|wobbly|hanging in the balance|hangs in the balance|hang in the balance|in the balance|itchy feet|cold feet|got itchy feet|got cold feet|hanging on by their fingernails|hanging on by its fingernails|hanging on by a thread|on their knees|hanging on for dear life',
    ),
    ...words('about to walk|could churn|could lose|might lose|about to lose'),
    ...mayLeave,
    ...closeToLeaving,
  ],
  watch: words(
    'on watch|to watch|medium risk|medium-risk|some risk|moderate risk|on the watch list|watch list|watchlist|on the watchlist|on our watchlist|on our watch list|watch-listed|watchlisted|under observation|under watch|under review|on the radar|on our radar|to be watched|worth watching|being watched|needs watching|need watching|needs monitoring|need monitoring|needing an eye|needs an eye on|need an eye on|to keep an eye on|to keep tabs on|we should keep an eye on|i should keep an eye on|worth keeping an eye on|on the lookout list|on the monitor list|under monitoring|medium-risk zone|mid risk|mid-risk|middling risk|at medium risk|at moderate risk|at some risk|on the amber list|being monitored|being observed|on observation|watch status|in the watch zone|watch zone|under the microscope|in the watch bucket|on alert',
  ),
  healthy: [
    ...words(
      'low risk|low-risk|safe|not at risk|secure|out of danger|out of the woods|safe and sound|solid|rock solid|solid as a rock|as solid as a rock|rock-solid|in safe hands|in the safe zone|safe zone|risk free|risk-free|in no danger|bulletproof|in the clear|home and dry|without risk|out of risk|no worry|no worries|nothing to worry about|in calm waters|in safe waters|on firm ground|on solid ground|on safe ground|on terra firma|firmly in our camp|safe as houses|as safe as houses|home free|not going anywhere|going nowhere soon|at low risk|at no risk|not at any risk|sleeping soundly|that let us sleep|no danger|not in danger|rock-steady|unthreatened|unlikely to leave|unlikely to churn|not likely to leave|not likely to churn|here to stay|sure to stay|set to stay|with us for the long haul|in it for the long haul',
    ),
    ...crossed('not|in no way', 'in danger|in trouble|risky|endangered|under threat|threatened'),
  ],
}
