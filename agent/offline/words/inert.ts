/** Function words, courtesies and fillers. Data. */

/** Words that carry no condition: function words, courtesies, fillers. Never a field, a value or a verb of the domain. */
export const inertWords =
  'doing anything something nothing took takes taking taken a an the this that of in at on to for from with by as is are was were be been being am do does did done will would shall should could can may might must ' +
  'we us our ours you your yours who whom which what there here it he she so if than then else about into onto upon via within through during over ' +
  'mr mrs ms please kindly thanks thank cheers hi hey hello howdy yo dear morning afternoon evening good folks guys everyone team all mate buddy friend sir madam ' +
  'just simply quickly quick right now currently presently really actually basically also too still already yet even ever again maybe perhaps possibly probably ' +
  'moment time when whenever would grateful appreciate appreciated glad happy love like want need help me out hand know wondering wonder curious interested asking ask question ' +
  'let get got go going come take look looking see seen check show tell give put make made come kind sort thing things stuff bit little lot way ' +
  'single one ones each some any both either such same own very quite pretty fairly roughly about around approximately approx circa nearly almost some exactly ' +
  'ok okay yes yeah yep sure well um uh er hmm oh ah asap rn fyi btw tbh imo lol haha ' +
  'them they their theirs these those where why how because since until till while although though however but and or nor ' +
  'today latest moment currently sort type kind level status terms regard regarding respect concerning related based ' +
  'wise date dates following below above per according said mentioned given having have has had keep keeps kept been being ' +
  "'s . ! ? : ( ) \" “ ” ' … | & - , ; " +
  'my your his her its myself yourself possible possibly could able actual whole full entire complete available existing ' +
  'list lists table overview report summary view details detail info information data records record rows entries entry set group groups ' +
  'company-wide portfolio-wide across everything whatever every name names named called titled labelled labeled listed ' +
  'today first off best regards sincerely afterwards later before after next to ' +
  'between against among amongst under per out up down off back away around together altogether ' +
  'do not mind would it be great if there someone somebody anyone anybody nobody ' +
  'reply respond answer answers explain tell told ' +
  // What people say of their own thinking and asking.
  'think thinking thought guess guessing hope hoping believe suppose supposing reckon figure figuring imagine mean meant say saying hear heard assume gather understand understood remember recall feel feeling feels decide deciding wonders asks trying try tries attempt attempting working work idea sense point whether matters matter care cares caring concerned mind bother ' +
  'share provide supply deliver produce bring brought grab throw hand compile prepare generate outline walk run pass passing read reading rundown readout listing roundup snapshot glance picture rundowns put pulled pulling dig digging fetch display print quickly want wanted wants needed needs looking for ' +
  // Verbs that only say that something is so, or where.
  'sit sits sitting sat stand stands standing lie lies lying land lands landed hit hits come comes came coming turn turns turned turning end ends ended ending happen happens happened happening occur occurs occurred qualify qualifies qualified act acts acting exist exists existed existing remain remains remained appear appears appeared appearing seem seems seemed seeming sound sounds sounded sounding look looked looks find finds found finding based located situated placed classed classified categorised categorized considered regarded deemed treated known called described registered marked counted counts giving gives gave given gets getting goes went gone fall falls consist consists stay stays became become becomes becoming fit fits fitting meet meets met match matches matching hold holds held report reports reported reporting makes made making ' +
  // Verbs of posture, and of having: between rows and what holds of them they add nothing.
  'stuck stranded marooned trapped mired bogged parked camped camping tucked lodged nestled perched lingering languishing lurking loitering idling wallowing festering rotting hovering floating swimming basking lounging squatting dwelling residing housed hosted belonging ' +
  'earned earning earns scored scoring scores boasting boasts boasted sporting sports sported clocking clocked clocks posting posted posts notched notching bagged garnered garnering amassed collected received receiving receives obtained racked logged logging enjoying enjoys enjoyed flaunting bearing bears carried wearing displaying displayed displays exhibiting exhibits featuring featured yielding commanding commands ' +
  // Degrees and connectives that change no condition.
  'nonetheless nevertheless regardless notwithstanding albeit whereas hence thus therefore indeed alas likewise somehow kinda sorta deep deeply knee-deep squarely firmly solidly smack super mega ultra uber hella damn bloody freaking darn plain proper plainly downright outright utterly totally ridiculously insanely crazy wildly awfully terribly horribly painfully dangerously alarmingly worryingly suspiciously blissfully happily sadly luckily unluckily comfortably safely easily readily openly secretly quietly silently loudly properly seriously actively barely ' +
  // Hedges, connectives and turns of speech.
  'somewhat rather literally honestly frankly obviously clearly naturally generally typically usually normally specifically particularly especially mainly mostly largely simply merely truly supposedly apparently hopefully ideally finally additionally furthermore moreover secondly lastly anyway anyhow alright gotcha cool great perfect nice awesome brilliant lovely super wonderful fantastic excellent much far kindly politely sorry excuse pardon forgive hm hmm mhm ay oi aha wow gosh damn oops uhm erm ehm eh huh welp yup nope wanna gonna like ' +
  'field fields rated rate rates reach reached reaches once again more-than state stated states group cell column columns slow fast hands basis side end confirm verify clarify double-check doublecheck useful helpful handy interesting important necessary required sure clear fair correct fine possible chance please question questions favour favor help helps helping everybody everyone anybody anyone somebody someone whoever whichever whatever whenever wherever whomever folk gang chief boss ' +
  'period inside comma respective respectively corresponding particular certain various actual own entire themselves itself himself herself ourselves yourselves whole there therein thereof herewith hereby ' +
  // Cries, greetings from anywhere, and what people do of themselves while they ask.
  'ooh oooh ugh urgh argh aargh yikes phew whoa woah whoops jeez sheesh blimey crikey cripes hooray hurray yay meh bah eek gah hah ha psst ahoy hola bonjour bonsoir ciao salut aloha namaste moin servus hallo hej salam shalom gday heyo hullo yoohoo ahem tada voila ouch boo brr duh doh pff pfft tsk oof hmph grr sigh yawn lordy goodness gracious heavens dang dammit drat heck hell phew omg omfg wtf ffs lmao rofl ikr ngl idk iirc afaik ffr ' +
  'gracias merci danke grazie obrigado whew oy uff ach och tja naja yowza yup nah god christ jesus lord dude boy lads phrase phrased phrasing word wording worded noon midday midnight lunchtime teatime lunch breakfast dinner supper brunch ops revops bizops salesops csops asked wish wishing wished inform advise communicate indicated obliged oblige kindness humbly forget forgetting forgot honest honesty ' +
  'every one ones them here lot lots shown handed af asf fr deadass lowkey highkey ' +
  'individual individually supposed by-now etc etcetera'
