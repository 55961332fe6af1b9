/** Function words, courtesies and fillers. Data. */

/** Words that carry no condition: function words, courtesies, fillers. Never a field, a value or a verb of the domain. */
export const inertWords =
  'doing anything something nothing took takes taking taken a an the this that of in at on to for from with by as is are was were be been being am do does did done will would shall should could can may might must ' +
  'we us our ours you your yours who whom which what there here it he she so if than then else about into onto upon via within through during over ' +
  'please kindly thanks thank cheers hi hey hello howdy yo dear morning afternoon evening good folks guys everyone team all mate buddy friend sir madam ' +
  'just simply quickly quick right now currently presently really actually basically also too still already yet even ever again maybe perhaps possibly probably ' +
  'moment time when whenever would grateful appreciate appreciated glad happy love like want need help me out hand know wondering wonder curious interested asking ask question ' +
  'let get got go going come take look looking see seen check show tell give put make made come kind sort thing things stuff bit little lot way ' +
  'one ones each some any both either such same own very quite pretty fairly roughly about around approximately approx circa nearly almost some exactly ' +
  'ok okay yes yeah yep sure well um uh er hmm oh ah asap rn fyi btw tbh imo lol haha ' +
  'them they their theirs these those where why how because since until till while although though however but and or nor ' +
  'today latest moment currently sort type kind level status terms regard regarding respect concerning related based ' +
  'meeting following below above per according said mentioned given having have has had keep keeps kept been being ' +
  "'s . ! ? : ( ) \" “ ” ' … | & - , ; " +
  'my your his her its myself yourself possible possibly could able actual whole full entire complete available existing ' +
  'list lists table overview report summary view details detail info information data records record rows entries entry set group groups ' +
  'company-wide portfolio-wide across everything whatever every name names named called titled labelled labeled listed ' +
  'today first off best regards sincerely afterwards later before after next to ' +
  'between against among amongst under per out up down off back away around together altogether ' +
  'do not mind would it be great if there someone somebody anyone anybody nobody ' +
  'reply respond answer answers explain tell told'
