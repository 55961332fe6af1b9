/** The closed vocabulary of conversation: what was shown before, whose it is, what becomes of a row, and how a question is put. Data; attached to fields by type alone. */
import type { Entry } from './closed.ts'

/** "Same cut again but", "the same list": what is repeated has many names. */
const sameAs = (
  'cut split breakdown view picture list figures table report query question search slice chart overview ranking ' +
  'exercise analysis thing again idea drill story selection set filter filters'
)
  .split(' ')
  .flatMap((noun) =>
    ['', 'the ', 'exact ', 'the exact ', 'that '].flatMap((article) =>
      ['', ' again', ' but', ' again but', ' as before', ' as before but'].map(
        (tail) => `${article}${article.startsWith('that') ? '' : 'same '}${noun}${tail}`,
      ),
    ),
  )
  .filter((phrase) => !phrase.startsWith('that ') || / again| as before/.test(phrase))
  .join('|')
/** "Trim that to", "boil it down to": fewer rows are left of those before. */
const narrowed = (
  'trim narrow restrict limit reduce filter pare boil whittle slim strip shrink cut confine tighten refine winnow ' +
  'bring get take'
)
  .split(' ')
  .flatMap((verb) =>
    ['it', 'that', 'this', 'them', 'those', 'the list', 'that list'].flatMap((what) =>
      // "Take that to" somebody leaves no fewer.
      (/^(?:get|take|bring)$/.test(verb) ? ['down to'] : ['to', 'down to']).map(
        (to) => `${verb} ${what} ${to}`,
      ),
    ),
  )
  .join('|')

export const referenceWords: Entry[] = [
  {
    op: 'those',
    words:
      'those places|those companies|those customers|those clients|those firms|those organisations|those organizations|those shops|those logos|those businesses|those orgs|those outfits|those folks|those people|these places|these companies|these customers|these clients|these firms|these organisations|these organizations|these shops|these logos|these businesses|these orgs|these outfits|these folks|these people|that count|those counts|that number|this number|that figure|this figure|that total|the latter|the former|we have there|have there|in there|from there|over there|got there|there as well|those|these|them|they|em|those ones|these ones|the ones|of those|of these|of them|that list|the list|this list|the same ones|the above|ones|their|the rest of them|all of them|each of them|that set|the same set|theirs|from those|among those|among these|among them|from these|from that list|on that list|those accounts',
  },
  {
    op: 'it',
    words:
      'him|hers|it|its|that one|this one|he|she|his|her|that account|this account|that customer|this customer|it is|the same account|the same customer',
  },
  {
    op: 'only',
    words:
      'nothing but|nothing except|nothing other than|only|just|restrict to|limit to|narrow to|cut down to|cut to|trim to|reduce to|drill into|zoom in on|focus on|keep whoever has|keep those|keep the ones|filter to|narrow down to|only the|just the|filter on|filter by|keep only|keep|narrowed to|exclusively|solely|strictly|filter for|filter down to|' +
      narrowed,
  },
  {
    op: 'about',
    words:
      'what if we look at|what if we take|what if we took|what if it is|what if it were|what if we say|if we look at|if we take|and if we take|let us look at|let us take|let us try|consider|suppose it is|and if it is|what about|how about|and for|and in|now|and what about|and how about|and|also|and also|same but|then|ok and|okay and|and with|how does that look for|what of|try',
  },
  {
    op: 'same',
    words:
      sameAs +
      '|same but|same but only|same but just|same again but only|the same but only|the same but|same thing|the same thing|same for|same thing for|the same for|same but for|ditto for|likewise for|repeat for|again for|do the same for|same question for|same with|same|same again for|now for|now the same for|redo for|same list for|same one for|run it for|run that for',
  },
  {
    op: 'correct',
    words:
      'no|sorry|i meant|i mean|actually|instead|rather|no sorry|no i meant|correction|oops|make that|wait|scratch that|my bad|change that to|make it|switch to|swap to|not that',
  },
  {
    op: 'widen',
    words:
      'all|any|every|across all|regardless of|irrespective of|no matter the|for all|whatever the|drop the|remove the|without the|forget the|forget about the|ignore the|lift the|clear the|not just|not only|independent of|together',
  },
  {
    op: 'me',
    words:
      'have i got|i have got|i have coming up|am i|do i have|do i owe|i owe|on my plate|on my list|on my desk|of mine|to my name|with my name on|i am handling|i am managing|i am looking after|i am covering|i handle|i manage|i look after|i cover|i run|i own|i am responsible for|i am in charge|am i responsible for|am i in charge of|for which i am in charge|my|mine|me|i|i am|myself',
  },
  {
    op: 'team',
    words:
      'my team|my teams|my people|my reports|my direct reports|my csms|our team|the team|my group|my squad|my org|my folks|my crew|my gang|my bunch|my troops|my lads|my unit|my department|my dept|my staff|my own people|my own team|my team members|my guys|everyone under me|everybody under me|people under me|my lot',
  },
  {
    op: 'own',
    words:
      'have covered|got covered|own|owns|owned|owned by|owning|assigned to|assigned|belongs to|belong to|belonging to|managed by|manage|manages|managing|looked after by|look after|looks after|looking after|handled by|handle|handles|handling|run by|covered by|cover|covers|covering|under|responsible for|in charge of|on the hook for|carried by|carry|carries|held by|taken care of by|takes care of|take care of|has|have|is on|are on|sits with|sit with|works on|work on|working on|serves|serve|served by|with|led by|supported by|overseen by|oversees|hang below|hangs below|hanging below|hang under|hangs under|sit under|sits under|sitting under|sit below|sits below|part of|is part of|are part of|roll up to|rolls up to|in the hands of|below|beneath|underneath|in the care of|to the account of',
  },
  {
    op: 'has',
    words:
      'have|has|having|had|with|got|has got|have got|there is|there are|holding|carrying|showing|show|shows|contain|containing|sitting on|sit on|sits on|whose|where|with a|with an|with any|having a|having an',
  },
  {
    op: 'null',
    words:
      'not set|unset|unknown|empty|blank|unassigned|no value|n/a|unspecified|undefined|not assigned|not filled|not filled in|not there|not known|null|vacant|is missing|are missing|not recorded',
  },
  {
    op: 'present',
    words:
      'is on record|are on record|is on file|are on file|filled in|filled|not empty|not null|not blank|populated|recorded|on record|on file|in place|on board|aboard|at hand|in the system|in the crm',
  },
  { op: 'switch', value: 'on', words: 'on|enabled|active|turned on|switched on|true|yes|activated' },
  {
    op: 'switch',
    value: 'off',
    words:
      'off|disabled|inactive|turned off|switched off|false|deactivated|not enabled|not on|not active|not turned on',
  },
  {
    op: 'rise',
    words:
      'expanded with us|expanding with us|expand with us|upgraded|upgrading|upsized|scaled up|scaling up|expanded|gain|gains|growth|improvers|improver|gainers|gainer|risers|climbers|increase|improvement|improvements|up by|got better|getting better|gone up by|went up by|going up by|is up by|are up by|rose by|risen by|grew by|grown by|increased by|improved by|climbed by|jumped by|rose|rise|rises|rising|risen|improve|improved|improves|improving|increased|increases|increasing|grew|grow|grows|growing|grown|gained|gaining|go up|went up|gone up|going up|is up|are up|up|climb|climbed|climbing|climbs|jump|jumped|recover|recovered|recovering|surged|surging|added|picked up|soared|soaring|skyrocketed|skyrocketing|rocketed|shot up|shooting up|took off|taken off|taking off|spiked|spiking|exploded|boomed|booming|ballooned|went through the roof|gone through the roof|through the roof|picks up|picking up|leapt|leaped|ramped up|bounced back|swelled|mushroomed|clawed back|claw back|clawing back|won back|regained|regaining|recouped|rebounded|rebounding|rebound|rallied|rallying|rally|perked up|perking up|revived|reviving|shot through the roof|came back up|come back up|gained ground|gaining ground|mounted|mounting|went north|gone north|heading north|turned around|piled on|took a leap|taken a leap|took a jump|made a leap|made a jump|made gains|made up ground|crept up|creeping up|edged up|edging up|inched up|inching up|ticked up|ticking up|surged ahead|strengthened|strengthening|got stronger|mended|healed|pulled up|pulled ahead|bucked up|picked themselves up|picked itself up|pepped up|burgeoned|flourished|upticked',
  },
  {
    op: 'fall',
    words:
      'downgraded|downgrading|downsized|downsizing|loss|losses|decline|decliners|decliner|droppers|fallers|losers|loser|deterioration|reduction|fall off|fell off|fallen off|falling off|drop off|dropped off|tailed off|come down|came down|down by|got worse|getting worse|gone down by|went down by|going down by|is down by|are down by|came down by|come down by|dropped by|fell by|fallen by|declined by|decreased by|shrunk by|shrank by|drop|dropped|drops|dropping|fell|fall|falls|falling|fallen|declined|declines|declining|decrease|decreased|decreases|decreasing|go down|went down|gone down|going down|is down|are down|down|worsen|worsened|worsening|shrink|shrank|shrunk|shrinking|deteriorate|deteriorated|deteriorating|dip|dipped|dipping|plunge|plunged|slide|slid|sliding|lost|lose|losing|sunk|sank|sinking|tanked|cratered|tumbled|fell off a cliff|fallen off a cliff|falling off a cliff|fell through the floor|gone through the floor|through the floor|nosedived|nosediving|nosedive|took a nosedive|taken a nosedive|takes a nosedive|took a dive|taken a dive|took a hit|taken a hit|took a tumble|plummeted|plummet|plummets|plummeting|collapsed|collapse|collapsing|slumped|slump|slumping|eroded|eroding|crashed|crashing|went south|gone south|went downhill|gone downhill|dwindled|dwindling|tailing off|shed|bled|nose-dived|got hammered|slumps|halving|ebbed|cut back|cut back on|cutting back|cutting back on|cut down on|cutting down on|scaled back|scaling back|scale back|scaled down|dialled back|dialed back|dialled down|dialed down|pulled back on|eased off|easing off|wound down|backed off|backing off|slackened|slackening|slackened off|tapered off|tapering off|petered out|petering out|dried up|drying up|fell away|fallen away|falling away|crumbled|crumbling|gave up|given up|gave away|lost ground|losing ground|took a beating|taken a beating|took a battering|taken a battering|took a pounding|took a knock|taken a knock|took a plunge|taken a plunge|took a dip|took a slide|took a turn for the worse|taken a turn for the worse|went off a cliff|gone off a cliff|going off a cliff|went over a cliff|fell like a stone|fallen like a stone|dropped like a stone|sank like a stone|is in free fall|are in free fall|went into free fall|nose-dive|nosedove|nose-dove|bottomed out|went down the drain|gone down the drain|went down the tubes|gone down the tubes|lost steam|losing steam|bled away|bleeding away|bleeding|melted away|melting away|evaporated|shrivelled|shriveled|dived|dove|took a nose-dive|subsided|receded|dipped by|sheds|shedding|slimmed down|backslid|regressed|weakened|weakening|slid by|sank by|caved in|caved|imploded|hit the skids|deflated|got thinner|thinned out|drifted down|drifted lower|slipped by|slipped down|slipping down|slipped back|slid back|slid down|drop-off|descended|dove by|dips|plunges|tumbles|tumbling|cratering|sagged|sagging|sag',
  },
  { op: 'change', words: 'changed|change|moved|swung|shifted|fluctuated' },
  {
    op: 'versus',
    words:
      'versus|vs|compared to|compared with|against|as opposed to|relative to|compare|comparing|comparison of|comparison between|stack up against|in comparison to',
  },
  {
    op: 'due',
    words:
      'due|up|coming up|scheduled|planned|happening|coming|set|slated|on deck|upcoming|falling|fall|falls|expected|that are|taking place|lined up|landing|forecast|that fall|dated',
  },
  {
    op: 'late',
    words:
      'come and gone|already over|behind us|been and gone|already gone|long gone|overdue|past due|late|already passed|in the past|passed|expired|missed|behind|lapsed|elapsed|already past|gone by|has passed|have passed|slipped',
  },
  { op: 'upcoming', words: 'upcoming|ahead|in the future|still to come|to come|still ahead|yet to come' },
  {
    op: 'including',
    words:
      'including|incl|incl .|include|includes|included|plus|along with|together with|inclusive of|counting|and all|with all|as well as|and',
  },
  {
    op: 'add',
    words: 'also|and also|add|plus|include|too|as well|also include|throw in|add in|put back|bring in',
  },
  { op: 'other', words: 'other|others|another|else|different|someone else|somebody else|remaining|rest' },
  {
    op: 'ask',
    value: 'who',
    words:
      'who|whom|whose|which of us|which one of us|anybody in|anyone in|anybody on|anyone on|anybody of|anyone of|somebody in|someone in|who all|which people in|which people on',
  },
  {
    op: 'ask',
    value: 'what',
    words:
      'what have we got|what else have we got|what have you got|what|which|what is|which of|what are|which ones|which one|whats|what kind of',
  },
  {
    op: 'ask',
    value: 'when',
    words:
      'when|what day|what date|how soon|on what date|by when|on which date|by what day|by which day|by what date|by which date|until what day|until which day|until what date|until which date|on which day|from which day|from what date|by what point',
  },
  { op: 'ask', value: 'where', words: 'where' },
  {
    op: 'ask',
    value: 'is',
    words: 'is there|are there|do we have any|is|are|does|do|did|any|do any|does any|has any|have any',
  },
  {
    op: 'show',
    words:
      'full list of|full list|the full list|complete list of|complete list|the complete list|break down|breakdown of|breakdown|break out|split out|can i have|may i have|could i have|can we have|could we have|may we have|i would like to have|i want to have|i need to have|i would love to see|show|show me|list|give me|give us|find|find me|get|get me|display|pull|pull up|tell me|see|view|fetch|print|look up|return|bring up|list out|list me|i need|i want|we need|need|want|show us|pull me|i would like|can i see|can i get|let me see|let us see|a list of|the list of|list of|show all|please list|give a list of|what are|overview of|report of|a report of|make a report of|report on|a report on|make a report on|report|table of|a table of|identify|name|details of|details on|details for|run|check|look at|look for|send me|send list of|send the list of|send a list of|send over the list of|hit me with|dig up|surface|search for|search|enumerate|generate a list of|provide|present|highlight|flag|plot|graph|indicate|indicate me|indicate to me|kindly indicate|inform me|inform me of|inform me about|inform me on|inform us|advise me|advise me of|advise us|communicate me|communicate to me|make me know|make known to me|let me have|let us have|furnish|furnish me with|supply me with|point me to|enlighten me|enlighten me about|wish to know|wish to see|wish to have|wish to learn|wish to be informed|like to learn|desire to know|desire to see|pray tell|pray tell me|read me|read me out|read out|rattle off|reel off|run me through|walk me through|talk me through|take me through|fill me in on|bring me up to speed on|catch me up on|put together|cough up|shoot me|shoot over|toss me|fire off|whip up|rustle up|lay out|spell out|jot down|ping me|throw me',
  },
  {
    op: 'why',
    words: 'why|how come|what is driving|what drives|reason for|for what reason|what caused|explain why',
  },
  {
    op: 'all',
    words:
      'all|every|each|any|everything|whole|entire|all the|all of the|all of our|all our|full|complete|everybody|everyone|every single|all of',
  },
  {
    op: 'vague',
    words:
      'recently|lately|soon|a while|for a while|in a while|for ages|in ages|a long time|for a long time|shortly|ages|significantly|substantially|considerably|much of|a lot of|lots of|plenty of|several|a few|many|too many|too much|enough|some time|forever|for ever|an eternity|eternity|eternities|an age|way too long|far too long|much too long|too long|so long|very long|ridiculously long|endlessly|endlessly long|quite a while|a good while|an awfully long time|a very long time|for so long|for too long|for far too long|for an eternity|for weeks on end|for months on end|months on end|weeks on end',
  },
]
