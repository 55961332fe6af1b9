/** What people say of health by its band and its trend, and of usage that rises or falls. Data. */
import { crossed, words } from '../fields.ts'

const states = 'in|looking|in a'

export const bandSaid = {
  green: [
    ...words(
      'healthy|in the green|in good health|doing well|doing fine|doing great|thriving|flourishing|prospering|in rude health|in the green zone|green zone|in the pink|in good nick|in fine fettle|good health|strong health|going strong|faring well|on green|at green|rated green|rag green|all green|bright green|deep green|deep in the green|in the best of health|feeling well|feeling good|looking good|looking healthy|in good order|as fit as a fiddle|blooming|with a clean bill of health|clean bill of health|in clover|sitting pretty|in the best of shape|humming along|running smoothly|all systems go|hale and hearty|alive and well|in top form|in good form|on a good footing|on solid footing|on a sound footing|coming up roses|in good standing|on the sunny side|giving us no headaches|doing brilliantly|doing really well|doing very well|doing splendidly|doing nicely|doing okay|doing ok|doing alright|faring fine|in green|showing green|flashing green|lit green|coloured green|colored green',
    ),
    ...crossed(
      states,
      'good shape|great shape|fine shape|top shape|tip-top shape|good condition|excellent health|great health',
    ),
  ],
  yellow: words(
    'amber|in the yellow|so-so|lukewarm|in the amber|on amber|on yellow|at yellow|at amber|yellow zone|in the yellow zone|amber zone|in the amber zone|middling|mediocre|meh|borderline|in the middle zone|orange|in the orange|orange zone|iffy|neither red nor green|neither green nor red|rated yellow|rated amber|rag amber|rag yellow|in the grey zone between|under the weather|flashing amber|flashing yellow|showing amber|showing yellow|in yellow|in amber|lit amber|lit yellow|coloured yellow|colored yellow|fair to middling|neither here nor there|neither sick nor healthy|halfway healthy|half healthy|not great not terrible|could be better|a bit off colour|off colour|off color|a little under the weather|peaky',
  ),
  red: [
    ...words(
      'unhealthy|in the red|in bad health|in poor health|doing badly|doing poorly|sick|ailing|poorly|feeling poorly|unwell|feeling unwell|red zone|in the red zone|on red|at red|rated red|rag red|deep in the red|deep red|bright red|blood red|flashing red|in the deep red|critical health|in critical condition|in critical health|in intensive care|on life support|in a bad way|in dire straits|crimson|bad health|poor health|terrible health|awful health|doing terribly|doing awfully|faring badly|faring poorly|limping|limping along|not doing well|not well|in the sick bay|sickly|at death’s door|in the emergency room|in the infirmary|on its last legs|on their last legs|looking bad|looking sick|looking unhealthy|on the sick list|sick list|in rough waters|in troubled waters|in rough water|in the sick bed|on the critical list|in need of a doctor|in the doldrums|struggling badly|in a mess|in tatters|in pieces|down and out|doing really badly|doing very badly|doing really poorly|doing very poorly|not doing so well|not doing too well|not doing great|not healthy at all|showing red|lit red|lit up red|coloured red|colored red|in red|gone bad|up the creek|in the gutter|in the dumps|in the mire|flatlined on health|as sick as a dog|sick as a dog|at rock bottom|scraping the bottom',
    ),
    ...crossed(
      states,
      'bad shape|poor shape|terrible shape|awful shape|rough shape|bad state|poor state|sorry state|bad condition|terrible state|dire state|horrible shape',
    ),
  ],
}

export const fallingForms =
  'falling|dropping|declining|worsening|deteriorating|slipping|sliding|sinking|plummeting|plunging|tumbling|tanking|cratering|crashing|collapsing|nosediving|waning|eroding|crumbling|weakening|dipping|shrinking|going down|going downhill|going south|heading south|heading down|trending down|trending downwards|getting worse|on the slide|on the decline|in decline|in free fall|in freefall|on the wane|down'
const fellForms =
  'fell|fell away|dried up|has dried up|have dried up|petered out|has petered out|tailed off|has tailed off|tapered off|has tapered off|crumbled|has crumbled|went off a cliff|has gone off a cliff|have gone off a cliff|have fallen off a cliff|has been going south|has been falling|has been dropping|has been declining|has been sliding|has been slipping|has been sinking|has been going down|has been going downhill|has been getting worse|has been worsening|has been deteriorating|have been falling|took a beating|has taken a beating|took a battering|took a knock|took a plunge|fell like a stone|dropped like a stone|sank like a stone|went down the drain|went down the tubes|went through the floor|fell through the floor|bottomed out|nose-dived|nosedove|have dropped|have fallen|have collapsed|have gone down|have declined|dropped|declined|worsened|deteriorated|slipped|slid|sank|plummeted|plunged|tumbled|tanked|cratered|crashed|collapsed|nosedived|nose-dived|eroded|weakened|dipped|went down|went downhill|went south|got worse|has fallen|has dropped|has declined|has worsened|has deteriorated|has slipped|has sunk|has gone down|has gone downhill|has gone south|has plummeted|has tanked|has cratered|has collapsed|took a nosedive|took a dive|took a hit|took a tumble|fell off|fell off a cliff|dropped off|dropped off a cliff|has fallen off a cliff|has taken a dive|has taken a nosedive|has taken a hit|is in free fall'
export const risingForms =
  'rising|improving|climbing|growing|recovering|going up|getting better|picking up|on the rise|on the up|trending up|trending upwards|bouncing back|strengthening|heading up|heading north|going north'
const roseForms =
  'rose|has been rising|has been improving|has been climbing|has been recovering|has been going up|has been growing|has been getting better|bounced back|has bounced back|shot up|has shot up|went north|has gone north|turned around|has turned around|rallied|has rallied|rebounded|has rebounded|improved|climbed|recovered|went up|got better|picked up|has risen|has improved|has climbed|has recovered|has gone up|has picked up'
const healthNouns = 'health|health score|score|health status|scores'
export const usageNouns =
  'usage|product usage|use|utilisation|utilization|logins|log-ins|traffic|their usage|its usage|activity in the product|use of the product|usage of the product|use of it|in-product activity|product activity|usage numbers|usage figures|clicks|activity in the tool|engagement|product engagement|logging in|usage volume'

export const trendSaid = {
  improving: [
    ...words(
      'rising|recovering|getting better|trending up|on the up|on the up and up|upward|on the mend|bouncing back|turning around|turning the corner|turned the corner|trending the right way|going the right way|moving the right way|heading the right way|in the right direction|going in the right direction|moving in the right direction|heading in the right direction|trending in the right direction|on the rise|on the road to recovery|in recovery|healing|perking up|looking up|picking up|making a comeback|rebounding|reviving|gaining ground|gaining health|heading up|heading north|going north|moving up|strengthening|brightening up|warming up|on the way up|on an upward trend|upward trend|on an upward slope|upward slope|on an upswing|upswing|getting healthier|becoming healthier|getting stronger|in the ascendant|climbing out of the hole|out of the woods soon|coming good|coming back|going from strength to strength|on the upswing|on the upturn|on an upward path|on the way to recovery|picking themselves up|picking itself up|picked themselves up|picked itself up|clawing their way back|clawing back|rallying|trending north|taking a turn for the better|took a turn for the better|getting back on their feet|back on their feet|getting back on its feet|on the road to health|recuperating|convalescing|getting well|on the climb|sprouting',
    ),
    ...crossed(healthNouns, 'is|are|has been|keeps|', risingForms),
    ...crossed(healthNouns, roseForms),
    ...crossed('improving|rising|climbing|growing|recovering|better', 'health|health score|scores'),
  ],
  steady: words(
    'stable|flat|unchanged|sideways|holding steady|plateaued|plateauing|level|treading water|stagnant|stagnating|static|on an even keel|holding firm|flatlining|flat-lining|flatlined|not moving|neither up nor down|holding their own|ticking over|standing still|moving sideways|going sideways|stuck in place|running flat|going nowhere|constant|in a rut|on a plateau|same as ever|holding the line|neither better nor worse|neither rising nor falling|neither improving nor declining|not budging|standing pat|in neutral|idling along|keeping steady|staying level|staying flat|steady as she goes|gone nowhere|has gone nowhere|even-keeled',
  ),
  declining: [
    ...words(
      'falling|dropping|worsening|deteriorating|getting worse|trending down|slipping|sliding|sinking|downward|on the slide|going downhill|heading south|going south|trending the wrong way|going the wrong way|moving the wrong way|heading the wrong way|in the wrong direction|going in the wrong direction|moving in the wrong direction|heading in the wrong direction|trending in the wrong direction|wobbling|fading|losing health|on a downward slope|downward slope|on a downward trend|downward trend|on a downward spiral|in a downward spiral|downward spiral|spiralling down|spiraling down|spiralling|spiraling|in a tailspin|in freefall|in free fall|free-falling|freefalling|nosediving|in a nosedive|taking a nosedive|plummeting|plunging|tumbling|tanking|cratering|crashing|collapsing|circling the drain|going down the drain|down the drain|going down the tubes|down the tubes|going to the dogs|going down the pan|going to pot|going backwards|on the way down|heading down|heading downhill|moving down|on the decline|in decline|on the wane|waning|weakening|eroding|crumbling|losing ground|losing points|bleeding points|shedding points|backsliding|regressing|sagging|losing steam|losing momentum|getting sicker|getting unhealthier|on a slippery slope|slippery slope|going from bad to worse|went from bad to worse|gone from bad to worse|from bad to worse|going off a cliff|falling off a cliff|sinking like a stone|dropping like a stone|falling like a stone|heading for the rocks|heading for trouble|running out of steam|losing their footing|losing altitude|taking on water|springing a leak|in the downs|in a downturn|in decay|dwindling|flagging|faltering|ebbing|sickening|trending south|on the downward path|on a slide|sliding down|coming off the rails|off the rails|coming apart|falling apart|falling to pieces|in a slump|slumping|languishing|withering|souring on health|heading for a fall|in descent|on the skids|downhill|rolling downhill|running downhill|health is no longer what it was',
    ),
    ...crossed(healthNouns, 'is|are|has been|keeps|', fallingForms),
    ...crossed(healthNouns, fellForms),
    ...crossed(
      'declining|falling|dropping|sinking|worsening|deteriorating|slipping|sliding|waning|failing|crumbling|eroding|weakening',
      'health|health score|scores',
    ),
  ],
}

export const usageRises = [
  ...crossed(usageNouns, 'is|are|has been|keeps|', risingForms),
  ...crossed(usageNouns, roseForms),
  ...crossed('rising|growing|climbing|increasing|soaring|surging|improving', 'usage|product usage|logins'),
  ...words(
    'up in usage|using us more|use us more|using it more|use it more|using us more and more|using it more and more|use it more and more|use us more and more|using the product more|use the product more|using the product more and more|logging in more|logging in more and more|log in more|gaining users|winning users|more and more usage|usage through the roof|usage is through the roof|usage going through the roof|usage is going through the roof|usage has taken off|usage took off|usage is taking off',
  ),
]

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
  ...crossed(
    'losing|bleeding|shedding|haemorrhaging|hemorrhaging|leaking',
    'usage|users|active users|logins|engagement',
  ),
  ...words(
    'down in usage|usage decline|using us less|use us less|using it less|use it less|disengaging|engagement is dropping|engagement dropping|engagement is down|engagement down|engagement falling|engagement is falling|falling engagement|dropping engagement|declining engagement|logging in less|log in less|logging on less|using less of it|drop-off in usage|usage drop-off|less usage|using the product less|use the product less|using the tool less|switching off|tuning out|dropped in usage|fell in usage|down on usage|backing away from the product|drifting off the product|using us much less|use us much less|using it much less|use it much less|using the product a lot less|using it a lot less|use it a lot less|using us a lot less|use the product a lot less|less and less usage|using us less and less|using it less and less|use it less and less|using the product less and less|use the product less and less|logging in less and less|logging in less often|logging in far less|logging in less than before|using it less than before|using the product less than before|use it less than before|use the product less than before|cutting back on usage|cut back on usage|scaling back usage|scaled back usage|cutting down on usage|scaling down usage|dialling down usage|dialing down usage|weaning themselves off|turning away from the product|slacking on usage|usage is halved|usage has halved|usage halved|lost interest in the product|losing interest in the product|losing interest|lost their appetite for the product|cooled on the product|cooling on the product|drop in usage|fall in usage|decline in usage|a drop in usage|a fall in usage|a decline in usage|usage drop|usage slump|usage dip',
  ),
]
