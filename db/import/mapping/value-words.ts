/** What other systems write for the values of the bundle's closed lists, yes and no. Data only. */

type Words = Record<string, string>

const priority: Words = {
  low: 'low|minor|p4|p5|niedrig|gering|trivial|4|sev4|severity 4|baja|basse|lowest|s4|cosmetic',
  normal:
    'normal|medium|mid|p3|mittel|default|standard|moderate|3|sev3|severity 3|media|moyenne|not set|none|s3',
  high: 'high|major|p2|hoch|important|2|sev2|severity 2|alta|haute|elevated|s2',
  urgent:
    'urgent|critical|p1|p0|blocker|kritisch|dringend|1|sev1|severity 1|emergency|highest|showstopper|critica|urgente|s1|very high|immediate',
}

const namesOfRegions: Words = {
  NA: 'na|north america|us|usa|u.s.|u.s.a.|united states|united states of america|canada|ca|amer|noram|nordamerika|kanada|us & canada|us east|us west|amerique du nord|america del norte|vereinigte staaten|estados unidos|etats unis|americas|us/canada|north americas',
  EMEA: 'emea|europe|eu|uk|united kingdom|great britain|gb|england|scotland|wales|ireland|germany|deutschland|de|france|frankreich|fr|spain|espana|spanien|es|italy|italien|italia|it|netherlands|niederlande|nl|the netherlands|belgium|belgien|austria|osterreich|at|switzerland|schweiz|ch|suisse|sweden|schweden|se|norway|norwegen|denmark|danemark|dk|finland|finnland|fi|poland|polen|pl|czech republic|czechia|portugal|pt|greece|hungary|romania|dach|nordics|benelux|middle east|africa|uae|united arab emirates|saudi arabia|israel|turkey|turkiye|egypt|south africa|nigeria|kenya|morocco|iberia|uki|uk&i|uk & ireland|europa|allemagne|alemania|cee|mea|southern europe|northern europe|western europe|eastern europe|luxembourg|estonia|latvia|lithuania|slovakia|slovenia|croatia|bulgaria|serbia|ukraine|iceland|malta|cyprus|qatar|ghana',
  APAC: 'apac|asia|asia pacific|apj|anz|australia|australien|au|new zealand|nz|japan|jp|china|cn|india|indien|in|singapore|singapur|sg|south korea|korea|hong kong|taiwan|indonesia|malaysia|thailand|vietnam|philippines|oceania|asien|greater china|sea|southeast asia|pakistan|bangladesh|sri lanka|jpac',
  LATAM:
    'latam|latin america|south america|central america|brazil|brasil|brasilien|br|mexico|mexiko|mx|argentina|argentinien|chile|colombia|kolumbien|peru|uruguay|ecuador|lateinamerika|sudamerika|costa rica|panama|caribbean|bolivia|paraguay|venezuela|guatemala|dominican republic|lac',
}

/** By field, then by our value: phrases without regard to case, hyphens and underscores. */
export const valueWords: Record<string, Words> = {
  'accounts.segment': {
    enterprise: 'enterprise|ent|large|key|key account|strategic|corporate|global|large enterprise|gross|grossunternehmen|konzern|enterprise customer|tier 1|strategic account|xl|major|big|grande empresa|grand compte|fortune 500|named',
    mid_market: 'mid market|midmarket|mid|mm|commercial|medium|growth|mid size|midsize|medium business|mittel|mittelstand|mid enterprise|tier 2|medium sized|scale|mid touch|m|mediana|eti|medium enterprise|upper mid market|lower mid market',
    smb: 'smb|sme|small|small business|startup|start up|self serve|small and medium business|micro|kmu|klein|very small|tier 3|vsb|long tail|tech touch|s|xs|small/medium|pyme|pme|kleinunternehmen|smb/startup|small medium business',
  },
  'accounts.region': namesOfRegions,
  'accounts.lifecycle': {
    onboarding: 'onboarding|implementation|implementing|kickoff|kick off|new|setup|launch|einfuhrung|deployment|in onboarding|activation|new customer|ramp up|boarding|trial|pilot',
    adopting: 'adopting|adoption|active|live|customer|steady state|in use|growing|nurture|nurturing|aktiv|active customer|mature|established|value realization|retention|activo|actif|bestandskunde|adopted|run|healthy|engaged|current|paying|subscribed|kunde|in production',
    renewing: 'renewing|renewal|in renewal|up for renewal|verlangerung|renew|at risk|pending renewal|renewal in progress',
    expanding: 'expanding|expansion|upsell|growth|expand|ausbau|advocate|advocacy|cross sell|champion|evangelist',
    churned: 'churned|churn|lost|cancelled|canceled|former customer|inactive|terminated|gekundigt|former|ex customer|deactivated|closed|offboarded|expired|inaktiv|ehemalig|ehemaliger kunde|former client|lost customer|inactivo|resilie|baja|past customer',
  },
  'contacts.role': {
    champion: 'champion|advocate|coach|supporter|promoter|sponsor champion|power user champion|evangelist|fan|internal champion|fursprecher',
    economic_buyer: 'economic buyer|buyer|budget holder|decision maker|purchaser|signer|procurement|budget owner|entscheider|economic decision maker|financial buyer|approver|economic|signatory|contract signer',
    executive_sponsor: 'executive sponsor|exec sponsor|sponsor|executive|c level|exec|c suite|leadership|business sponsor|exec. sponsor|senior sponsor|geschaftsfuhrer',
    admin: 'admin|administrator|technical admin|system admin|it|technical contact|technical buyer|technical|sysadmin|tech lead|it admin|technical owner|it contact|implementation lead|technical decision maker|technical evaluator',
    user: 'user|end user|business user|power user|other|influencer|anwender|nutzer|general|day to day|day to day contact|business contact|key user|operational|evaluator|primary contact|main contact|standard user|project lead|billing contact|billing|budget influencer|gatekeeper|legal',
    detractor: 'detractor|blocker|opponent|critic|skeptic|gegner|sceptic|negative',
  },
  'contacts.consent': {
    yes: 'yes|opted in|opt in|subscribed|granted|true|1|ja|given|y|marketing contact|double opt in|si|oui|consented',
    no: 'no|opted out|opt out|unsubscribed|denied|false|0|nein|withdrawn|n|bounced|non marketing contact|non|revoked|do not contact',
    unknown: 'unknown|not asked|unclear|unbekannt|pending|not set|n/a|none',
  },
  'contracts.status': {
    draft: 'draft|in approval process|proposed|pending|quote|entwurf|in review|unsigned|negotiation|future|not started|pending signature|sent|in negotiation|borrador|brouillon|in trial',
    active: 'active|activated|signed|in force|live|current|running|aktiv|laufend|valid|in effect|renewed|true|yes|non renewing|executed|activo|actif|gultig|1',
    ended: 'ended|expired|terminated|cancelled|canceled|closed|inactive|churned|abgelaufen|gekundigt|beendet|superseded|false|no|lapsed|inaktiv|finished|resilie|0|archived|completed',
  },
  'opportunities.type': {
    renewal: 'renewal|renew|existing business renewal|verlangerung|contract renewal|renewals|existing customer renewal|renouvellement|renovacion|auto renewal|flat renewal|resign',
    expansion: 'expansion|upsell|up sell|cross sell|existing business|add on|growth|existing customer upgrade|existing customer|upgrade|existingbusiness|erweiterung|cross sell upsell|addon|amendment|upselling|add on business|existing customer replacement|existing',
    new: 'new|new business|new customer|new logo|newbusiness|neugeschaft|first deal|new sale|acquisition|net new|existing customer downgrade new|nuevo|nouveau',
  },
  'opportunities.status': {
    open: 'open|in progress|active|pending|pipeline|negotiation|offen|commit|best case|upside|prospecting|qualification|proposal|qualified|offer|false|working|ongoing|laufend|abierto|ouvert|forecast',
    won: 'won|closed won|close won|signed|gewonnen|closedwon|win|deal won|true|ganado|gagne|closed (won)|booked|verkauft|success',
    lost: 'lost|closed lost|close lost|verloren|closedlost|loss|deal lost|abandoned|dead|rejected|perdido|perdu|closed (lost)|no decision|disqualified|cancelled|canceled|deleted|omitted|churned',
  },
  'activities.type': {
    email: 'email|mail|incoming email|outgoing email|email sent|e mail|forwarded email|logged email|email received|correo|courriel|email message|in-app|in app message|newsletter|campaign email',
    call: 'call|phone|phone call|telefonat|anruf|phone conversation|llamada|appel|telephone|voice|logged call|telefon|phone-call',
    meeting: 'meeting|event|demo|qbr|visit|on site|video call|zoom|workshop|besprechung|termin|appointment|reunion|ebr|onsite visit|web meeting|training|kickoff|business review|lunch|conference|teams|video meeting|webinar|check in|onsite|treffen|in person|executive business review|cadence call',
    note: 'note|comment|task|update|memo|notiz|internal note|nota|other|to do|todo|log|milestone|risk',
    slack: 'slack|chat|message|sms|whatsapp|im|direct message|instant message|teams chat|linkedin message|live chat|slack message|text',
  },
  'activities.direction': {
    inbound: 'inbound|incoming|received|in|from customer|eingehend|incoming email|inbound email|true|entrante|entrant|from contact',
    outbound: 'outbound|outgoing|sent|out|to customer|ausgehend|email|outbound email|false|saliente|sortant|to contact|internal',
  },
  'tickets.priority': priority,
  'tasks.priority': priority,
  'tickets.status': {
    open: 'open|new|in progress|working|reopened|offen|waiting on us|active|assigned|escalated|in bearbeitung|neu|unassigned|investigating|triage|abierto|ouvert|waiting on contact us|work in progress|waiting for support|to do|backlog|submitted|in review|re-opened|waiting for customer success',
    pending: 'pending|on hold|waiting|waiting on customer|waiting on contact|snoozed|wartend|awaiting reply|hold|waiting for customer|waiting for response|waiting on third party|pendiente|en attente|zuruckgestellt|awaiting customer|customer reply|customer pending|blocked|deferred|paused',
    solved: 'solved|closed|resolved|done|complete|completed|gelost|geschlossen|fixed|answered|won\'t fix|wont fix|duplicate|erledigt|cerrado|resuelto|ferme|resolu|cancelled|canceled|merged|spam|auto closed|closed - resolved',
  },
  'tasks.status': {
    open: 'open|not started|in progress|waiting|deferred|pending|offen|to do|todo|new|false|no|0|waiting on someone else|incomplete|active|overdue|nein|started|abierto|planned|planned to do|in arbeit|scheduled|backlog|blocked',
    done: 'done|completed|complete|closed|erledigt|finished|true|yes|1|ja|abgeschlossen|hecho|termine|fertig|x|closed success|resolved|achieved',
    cancelled: 'cancelled|canceled|abandoned|abgebrochen|dropped|skipped|cancelado|annule|deleted|closed no action|not applicable|closed invalid|obsolete|won\'t do',
  },
  'milestones.kind': {
    onboarding: 'onboarding|kickoff|kick off|setup|implementation|integration|discovery|configuration|data migration|migration|planning',
    training: 'training|enablement|workshop|schulung|education|admin training|end user training|certification|formation',
    go_live: 'go live|golive|launch|live|rollout|roll out|deployment|production',
    value: 'value|first value|outcome|time to value|value realization|roi|success|adoption|business outcome|nutzen|goal',
  },
  'users.role': {
    viewer: 'viewer|read only|readonly|sales|sales rep|account executive|finance|executive|light|view only|guest|observer|marketing|support|ae|sdr|bdr|standard user|standard|lite|free|chatter free|collaborator|light agent|account manager',
    csm: 'csm|customer success manager|customer success|member|user|agent|success manager|am|onboarding manager|implementation manager|senior csm|sr csm|onboarding specialist|renewal manager|renewals manager|scaled csm|enterprise csm|tam|full',
    manager: 'manager|team lead|lead|director|head of cs|vp|head|head of customer success|vp customer success|cs manager|director of customer success|csm manager|team leader|supervisor|vp of customer success|csm lead|leiter',
    admin: 'admin|administrator|system administrator|super admin|owner|operations|ops|cs ops|superuser|system admin|account owner|revops|cs operations',
  },
  'kpi_definitions.direction': { up: 'up|higher|higher is better|increase|asc', down: 'down|lower|lower is better|decrease|desc' },
} // prettier-ignore

export const yesWords = new Set(
  'true|yes|y|t|1|ja|j|oui|si|sí|wahr|x|checked|on|✓|✔|vrai|verdadero|aktiv|enabled'.split('|'),
)
export const noWords = new Set(
  'false|no|n|f|0|nein|non|falsch|unchecked|off|✗|✘|faux|falso|inaktiv|disabled|-'.split('|'),
)
