/** What people say of health by its band and its trend, and of usage that rises or falls. Data. */
import { crossed, words } from '../fields.ts'

const states = 'in|looking|in a'

export const bandSaid = {
  green: [
    ...words(
      'healthy|in the green|in good health|doing well|doing fine|doing great|thriving|flourishing|prospering|in rude health|in the green zone|green zone|in the pink|in good nick|in fine fettle|good health|strong health|going strong|faring well|on green|at green|rated green|rag green|all green|bright green|deep green|deep in the green|in the best of health|feeling well|feeling good|looking good|looking healthy|in good order|as fit as a fiddle|blooming',
    ),
    ...crossed(
      states,
      'good shape|great shape|fine shape|top shape|tip-top shape|good condition|excellent health|great health',
    ),
  ],
  yellow: words(
    'amber|in the yellow|so-so|lukewarm|in the amber|on amber|on yellow|at yellow|at amber|yellow zone|in the yellow zone|amber zone|in the amber zone|middling|mediocre|meh|borderline|in the middle zone|orange|in the orange|orange zone|iffy|neither red nor green|neither green nor red|rated yellow|rated amber|rag amber|rag yellow|in the grey zone between|under the weather',
  ),
  red: [
    ...words(
      'unhealthy|in the red|in bad health|in poor health|doing badly|doing poorly|sick|ailing|poorly|feeling poorly|unwell|feeling unwell|red zone|in the red zone|on red|at red|rated red|rag red|deep in the red|deep red|bright red|blood red|flashing red|in the deep red|critical health|in critical condition|in critical health|in intensive care|on life support|in a bad way|in dire straits|crimson|bad health|poor health|terrible health|awful health|doing terribly|doing awfully|faring badly|faring poorly|limping|limping along|not doing well|not well|in the sick bay|sickly|at death’s door|in the emergency room|in the infirmary|on its last legs|on their last legs|looking bad|looking sick|looking unhealthy',
    ),
    ...crossed(
      states,
      'bad shape|poor shape|terrible shape|awful shape|rough shape|bad state|poor state|sorry state|bad condition|terrible state|dire state|horrible shape',
    ),
  ],
}

const fallingForms =
  'falling|dropping|declining|worsening|deteriorating|slipping|sliding|sinking|plummeting|plunging|tumbling|tanking|cratering|crashing|collapsing|nosediving|waning|eroding|crumbling|weakening|dipping|shrinking|going down|going downhill|going south|heading south|heading down|trending down|trending downwards|getting worse|on the slide|on the decline|in decline|in free fall|in freefall|on the wane|down'
const fellForms =
  'fell|dropped|declined|worsened|deteriorated|slipped|slid|sank|plummeted|plunged|tumbled|tanked|cratered|crashed|collapsed|nosedived|nose-dived|eroded|weakened|dipped|went down|went downhill|went south|got worse|has fallen|has dropped|has declined|has worsened|has deteriorated|has slipped|has sunk|has gone down|has gone downhill|has gone south|has plummeted|has tanked|has cratered|has collapsed|took a nosedive|took a dive|took a hit|took a tumble|fell off|fell off a cliff|dropped off|dropped off a cliff|has fallen off a cliff|has taken a dive|has taken a nosedive|has taken a hit|is in free fall'
const risingForms =
  'rising|improving|climbing|growing|recovering|going up|getting better|picking up|on the rise|on the up|trending up|trending upwards|bouncing back|strengthening|heading up|heading north|going north'
const roseForms =
  'rose|improved|climbed|recovered|went up|got better|picked up|has risen|has improved|has climbed|has recovered|has gone up|has picked up'
const healthNouns = 'health|health score|score|health status|scores'
const usageNouns =
  'usage|product usage|use|utilisation|utilization|logins|log-ins|traffic|their usage|its usage|activity in the product'

export const trendSaid = {
  improving: [
    ...words(
      'rising|recovering|getting better|trending up|on the up|on the up and up|upward|on the mend|bouncing back|turning around|turning the corner|turned the corner|trending the right way|going the right way|moving the right way|heading the right way|in the right direction|going in the right direction|moving in the right direction|heading in the right direction|trending in the right direction|on the rise|on the road to recovery|in recovery|healing|perking up|looking up|picking up|making a comeback|rebounding|reviving|gaining ground|gaining health|heading up|heading north|going north|moving up|strengthening|brightening up|warming up|on the way up|on an upward trend|upward trend|on an upward slope|upward slope|on an upswing|upswing|getting healthier|becoming healthier|getting stronger|in the ascendant|climbing out of the hole|out of the woods soon|coming good|coming back',
    ),
    ...crossed(healthNouns, 'is|are|has been|keeps|', risingForms),
    ...crossed(healthNouns, roseForms),
    ...crossed('improving|rising|climbing|growing|recovering|better', 'health|health score|scores'),
  ],
  steady: words(
    'stable|flat|unchanged|sideways|holding steady|plateaued|plateauing|level|treading water|stagnant|stagnating|static|on an even keel|holding firm|flatlining|flat-lining|flatlined|not moving|neither up nor down|holding their own|ticking over|standing still|moving sideways|going sideways|stuck in place|running flat|going nowhere|constant',
  ),
  declining: [
    ...words(
      'falling|dropping|worsening|deteriorating|getting worse|trending down|slipping|sliding|sinking|downward|on the slide|going downhill|heading south|going south|trending the wrong way|going the wrong way|moving the wrong way|heading the wrong way|in the wrong direction|going in the wrong direction|moving in the wrong direction|heading in the wrong direction|trending in the wrong direction|wobbling|fading|losing health|on a downward slope|downward slope|on a downward trend|downward trend|on a downward spiral|in a downward spiral|downward spiral|spiralling down|spiraling down|spiralling|spiraling|in a tailspin|in freefall|in free fall|free-falling|freefalling|nosediving|in a nosedive|taking a nosedive|plummeting|plunging|tumbling|tanking|cratering|crashing|collapsing|circling the drain|going down the drain|down the drain|going down the tubes|down the tubes|going to the dogs|going down the pan|going to pot|going backwards|on the way down|heading down|heading downhill|moving down|on the decline|in decline|on the wane|waning|weakening|eroding|crumbling|losing ground|losing points|bleeding points|shedding points|backsliding|regressing|sagging|losing steam|losing momentum|getting sicker|getting unhealthier|on a slippery slope|slippery slope|on a slide|sliding down|coming off the rails|off the rails|coming apart|falling apart|falling to pieces|in a slump|slumping|languishing|withering|souring on health|heading for a fall|in descent|on the skids|downhill|rolling downhill|running downhill|health is no longer what it was',
    ),
    ...crossed(healthNouns, 'is|are|has been|keeps|', fallingForms),
    ...crossed(healthNouns, fellForms),
    ...crossed(
      'declining|falling|dropping|sinking|worsening|deteriorating|slipping|sliding|waning|failing|crumbling|eroding|weakening',
      'health|health score|scores',
    ),
  ],
}

export const usageFalls = [
  ...crossed(usageNouns, 'is|are|has been|keeps|', fallingForms),
  ...crossed(
    usageNouns,
    'is|',
    'drying up|petering out|tailing off|tapering off|dropping off|falling off|falling away|slowing down|slowing|fading|through the floor|off a cliff',
  ),
  ...crossed(usageNouns, fellForms),
  ...crossed(
    'falling|declining|dropping|sinking|shrinking|slipping|sliding|waning|dwindling|plummeting|eroding|fading|reduced|decreasing',
    'usage|product usage|use|utilisation|utilization|logins',
  ),
  ...words(
    'down in usage|usage decline|losing usage|using us less|use us less|using it less|use it less|disengaging|engagement is dropping|engagement dropping|engagement is down|engagement down|engagement falling|engagement is falling|falling engagement|dropping engagement|declining engagement|losing users|bleeding users|shedding users|losing active users|haemorrhaging users|hemorrhaging users|logging in less|log in less|logging on less|using less of it|drop-off in usage|usage drop-off|less usage|using the product less|use the product less|using the tool less|switching off|tuning out|dropped in usage|fell in usage|down on usage|backing away from the product|drifting off the product',
  ),
]
