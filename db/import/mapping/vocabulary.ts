/** What other systems call the bundle's objects and fields: phrases as their exports write them, in four languages. Data only. */

/** A phrase a line between bars; the field's own name needs no phrase. */
type Phrases = Record<string, string>

/** What the rows of a file are called: file names, sheet names, and words inside headers. */
export const objectWords: Record<string, string> = {
  users:
    'user|owner|team member|employee|staff|people team|csm|rep|mitarbeiter|benutzer|utilisateur|usuario|agent',
  accounts:
    'account|company|companie|customer|client|organization|organisation|org|firma|unternehmen|kunde|kunden|entreprise|societe|empresa|cliente|logo|tenant|business',
  contacts:
    'contact|person|people|persona|kontakt|ansprechpartner|contacto|stakeholder|end user|requester|lead|member',
  contracts:
    'contract|subscription|agreement|order form|vertrag|vertrage|abo|contrat|contrato|license|licence|entitlement',
  opportunities:
    'opportunity|opportunitie|deal|pipeline|renewal|oppty|opp|verkaufschance|chance|geschaft|affaire|oportunidad|negocio',
  milestones: 'milestone|onboarding step|meilenstein|project milestone|hito|jalon|success plan step',
  health_scores: 'health score|health|scorecard|account health|score history',
  usage: 'usage|product usage|feature usage|adoption|telemetry|nutzung',
  user_usage: 'user usage|user activity|user event|login|seat usage',
  activities:
    'activity|activitie|engagement|interaction|timeline|event|email|call|meeting|touchpoint|communication|aktivitat|aktivitaten|actividad|activite|note|call to action',
  tickets: 'ticket|case|conversation|issue|support request|incident|request|anfrage|vorgang|fall',
  nps: 'nps|survey|survey response|response|feedback|umfrage|csat survey|promoter',
  tasks: 'task|to do|todo|follow up|action item|aufgabe|tache|tarea|cta',
  kpi_definitions: 'kpi definition|metric definition',
  kpis: 'kpi|metric|kpi value',
}

const person = 'name|full name|display name|naam|nom complet|nombre completo|vollstandiger name'
const account =
  'account id|account|account name|company|company id|company name|customer|customer id|customer name|client|client name|organization|organization id|organization name|organisation|firma|kunde|kundennummer|kundenname|unternehmen|entreprise|societe|empresa|cliente|associated company|associated company id|company record id|company domain name|related to|account number|primary company|account 18 id|what id|business name|parent account'
const contact =
  'contact id|contact|contact name|contact email|requester|requester email|requester name|requester id|associated contact|person|who id|customer contact|kontakt|ansprechpartner|respondent|respondent email|contact person|user email|end user'
const ownerWords =
  'owner|owner name|owner email|owner id|assigned to|assignee|assigned user|responsible|record owner|zustandig|besitzer|inhaber|verantwortlich|proprietaire|propietario|agent|rep|created by|team member|user responsible'
const created =
  'create date|created|created at|created date|created time|creation date|date created|opened|open date|opened date|angelegt am|erstellt am|fecha de creacion|date de creation|requested|received|received at|date time opened|started at|conversation started at'

export const fieldWords: Record<string, Phrases> = {
  users: {
    id: 'user id|owner id|record id|id|employee id|internal user id',
    email: 'email|email address|user email|work email|login|username|mail|e mail adresse|courriel|correo',
    name: `${person}|user|user name|owner|owner name|employee|mitarbeiter|agent name`,
    role: 'role|user role|profile|permission|permission set|rolle|seat type|access level|user type',
    manager_email: 'manager|manager email|reports to|supervisor|boss|vorgesetzter|team lead',
    slack_id: 'slack id|slack|slack user id|slack member id',
    time_zone: 'time zone|timezone|zeitzone|tz',
    locale: 'locale|language|sprache|language locale',
  },
  accounts: {
    id: 'account id|record id|company id|id|customer id|client id|organization id|organisation id|crm id|account number|customer number|external id|company record id|kundennummer|kunden nr|kundennr|account 18 id|salesforce id|sfdc id|gsid|hubspot id|hs object id|org id|tenant id|numero de cliente|numero client|no|nr|nummer|key|code|ref|reference|code client|codigo|codice cliente|klantnummer|kundnummer|asiakasnumero|customer ref|account ref',
    name: 'name|account name|company name|company|customer name|customer|client|client name|organization|organization name|organisation|organisation name|firma|firmenname|unternehmen|kunde|kundenname|nom|raison sociale|entreprise|empresa|nombre|razon social|business name|legal name|account|logo|org name|tenant name|denominazione|ragione sociale|cliente|nom du client|nombre del cliente|klant|klantnaam|kund|yritys|bedrijf|azienda|bedrijfsnaam|nome',
    domain: 'domain|website|company domain name|web site|url|website url|homepage|webseite|web|site web|sitio web|email domain|domains|company website|internet|company domain',
    parent_id: 'parent id|parent account|parent account id|parent company|parent|parent account name|mother company|konzern|muttergesellschaft|parent organization|ultimate parent|parent company id|belongs to|maison mere|matriz',
    industry: 'industry|sector|vertical|branche|secteur|sector industria|industria|business type|industry vertical|market|secteur activite|rubro|settore|sektor|bransch|toimiala|vertical market',
    segment: 'segment|customer segment|tier|customer tier|size|company size|market segment|size segment|account segment|segmentation|kundensegment|grosse|kundengruppe|account tier|account type|classification|taille|tamano|company segment|size band|company type|categorie|categoria|segmento|segment client|typ kunde|kundentyp|fascia',
    region: 'region|territory|geo|country|billing country|country region|land|pays|pais|geography|area|market region|sales region|gebiet|billing country region|theater|location',
    lifecycle: 'lifecycle|lifecycle stage|customer stage|journey stage|stage|customer status|phase|account status|status|kundenstatus|lifecycle status|customer lifecycle|journey phase|estado|statut|etat|statut client|stato|stadium|fase|etapa|klantstatus|situation',
    csm: 'csm|customer success manager|success manager|cs owner|csm name|csm email|csm owner|account manager|account owner|company owner|owner|customer success owner|kundenbetreuer|betreuer|success owner|assigned csm|responsable|charge de compte|owner email|owner name|primary csm|relationship manager|cs manager|ansprechpartner intern|gestor|key account manager|gestionnaire|responsable cliente|responsabile|accountmanager|chargee de compte|interlocuteur|account lead|success lead|ejecutivo de cuenta|kontoansvarig',
    ae: 'ae|account executive|sales rep|sales owner|sales manager|vertrieb|vertriebler|sales representative|seller|ae name|ae email|ae owner|sales contact|account exec|commercial|vendedor|hunter',
    arr: 'arr|annual recurring revenue|recurring revenue|annual contract value|acv|annual revenue contract|annual value|contract value|jahresumsatz|umsatz|current arr|arr amount|account arr|total arr|jahreswert|vertragswert|jahresbetrag|yearly revenue|annualized revenue|revenu annuel recurrent|ingresos recurrentes|mrr|monthly recurring revenue|tcv annualized|spend|subscription amount|annual spend|annual subscription|contracted arr|carr|yearly value|annual fee|license fee|jahresgebuhr|ingresos anuales|arr eur|arr usd|ca annuel|chiffre affaires annuel|montant annuel|facturacion anual|valore annuo|jaaromzet|annual recurring|arr value|jahresvertragswert|abo wert jahr|importe anual|valor anual|canone annuo|ca recurrent',
    currency: 'currency|currency code|currency iso code|wahrung|devise|moneda|account currency|iso currency',
    customer_since: 'customer since|start date|first purchase date|original start date|contract start|closed won date|became customer date|client since|kunde seit|vertragsbeginn|beginn|date signed|signed on|original contract date|customer start|won date|first contract date|initial contract date|became a customer date|client depuis|cliente desde|join date|onboarded on|subscription start|date de debut|fecha de inicio|data inizio|startdatum|debut de contrat|cliente dal|klant sinds|kund sedan|inicio de contrato',
    renewal_date: 'renewal date|next renewal|renewal|contract end|contract end date|renews on|expiry date|expiration date|subscription end|vertragsende|verlangerung|next renewal date|end date|contract expiry|renewal due|laufzeitende|verlangerungsdatum|current term end|term end|subscription renewal date|date de renouvellement|fecha de renovacion|renewal on|ablaufdatum|next contract renewal|echeance|date echeance|fin de contrat|fin de contrato|vencimiento|scadenza|data scadenza|einddatum|verlengingsdatum|slutdatum|fecha de vencimiento|prochain renouvellement|rinnovo|contract renewal date|contract renewal|next renewal on|renewal due date|contract expires',
    auto_renew: 'auto renew|auto renewal|automatic renewal|evergreen|autorenew|automatische verlangerung|auto renewing|auto renews|renouvellement automatique|renovacion automatica|renouvellement auto|tacite reconduction|rinnovo automatico|automatisch verlengen|renovacion auto|auto verlangerung',
    seats: 'seats|licenses|licences|licensed users|number of seats|seat count|purchased seats|user licenses|lizenzen|anzahl lizenzen|plätze|contracted seats|paid seats|quantity|users|number of users|puestos|sieges|licencias|license count|total seats|seats purchased|anzahl nutzer|utilisateur|nombre utilisateurs|postes|licences|usuarios|asientos|licenze|utenti|licenties|gebruikers|plazas|benutzer|nutzer|anzahl user|antal licenser',
    go_live_on: 'go live|go live date|golive date|launch date|live since|implementation date|live date|production date|went live|onboarding completed|golive',
    next_touch_on: 'next touch|next activity date|next step date|next meeting|next call|next activity|next touchpoint|next contact date|nachster termin|follow up date|next follow up',
    churned_on: 'churn date|churned on|churned|cancellation date|cancelled on|lost date|termination date|kundigungsdatum|gekundigt am|churned date|date churned|offboarded on|fecha de baja|cancel date|date de resiliation',
    churn_reason: 'churn reason|cancellation reason|reason for churn|loss reason|kundigungsgrund|reason lost|churn category|termination reason|motivo de baja',
    time_zone: 'time zone|timezone|zeitzone|tz',
    tags: 'tags|labels|keywords|schlagworte|etiquetas|etiquettes|tag|label',
  },
  contacts: {
    id: 'contact id|record id|id|person id|external id|hs object id|contact record id|contact number|key|vid',
    account_id: account,
    name: `${person}|contact|contact name|person|ansprechpartner|contact full name|nombre|nom|kontakt|contact person|primary contact|main contact|key contact`,
    first_name: 'first name|given name|firstname|vorname|prenom|nombre de pila|first|forename|contact first name|nombre',
    last_name: 'last name|surname|family name|lastname|nachname|apellido|nom de famille|last|contact last name|apellidos|familienname',
    email: 'email|email address|work email|e mail adresse|mail|correo|courriel|primary email|contact email|business email|email work|person email|correo electronico|main contact email|primary contact email|key contact email',
    phone: 'phone|phone number|telephone|telefon|mobile|mobile phone|mobile phone number|direct phone|business phone|tel|telefono|telefonnummer|work phone|phone work|handy|contact phone|rufnummer|mobil|cell|primary contact phone|tel mobile|telephone|numero de telephone|cellulare|telefoon|mobiel',
    title: 'title|job title|position|role title|jobtitle|funktion|poste|cargo|titel|designation|job|fonction|puesto|contact title|stellenbezeichnung|qualifica|functie|mansione|rol en la empresa|titel position',
    role: 'role|contact role|buying role|persona|stakeholder role|rolle|stakeholder type|relationship|influence|decision role|buyer role|role in deal',
    reports_to: 'reports to|manager|reports to id|reports to contact|vorgesetzter|reports to name|supervisor',
    left_on: 'left on|left company|date left|departed on|no longer at company|ausgeschieden am|left date|inactive since|end date',
    time_zone: 'time zone|timezone|zeitzone|tz',
    consent: 'consent|opt in|email opt in|opted in|marketing consent|gdpr consent|einwilligung|marketing status|subscribed|marketing contact status|email consent|newsletter',
  },
  contracts: {
    id: 'contract id|subscription id|contract number|record id|id|agreement id|order number|vertragsnummer|agreement number|subscription number|contract no|key|order id',
    account_id: account,
    product: 'product|product name|plan|plan name|subscription plan|package|sku|produkt|contract name|edition|contract title|subscription|tarif|producto|produit|service|line item|description',
    arr: 'arr|annual value|acv|annual recurring revenue|contract value|amount|total|value|annual contract value|jahreswert|betrag|price|total price|vertragswert|annual amount|annual price|mrr|monthly recurring revenue|preis|importe|montant|fee|annual fee',
    seats: 'seats|quantity|licenses|licences|number of seats|users|lizenzen|qty|menge|seat count|cantidad|quantite',
    start_on: 'start date|contract start date|start|effective date|begin date|valid from|vertragsbeginn|beginn|term start|subscription start date|current term start|fecha de inicio|date de debut|starts on|activated on|startdatum|laufzeitbeginn',
    end_on: 'end date|contract end date|end|expiry date|expiration date|valid to|vertragsende|term end|subscription end date|current term end|valid until|renewal date|fecha de fin|date de fin|ends on|enddatum|laufzeitende|ablauf',
    auto_renew: 'auto renew|auto renewal|automatic renewal|evergreen|autorenew|automatische verlangerung|auto collection',
    notice_days: 'notice days|notice period|notice period days|cancellation notice|owner expiration notice|kundigungsfrist|kundigungsfrist tage|notice',
    status: 'status|contract status|state|stage|vertragsstatus|subscription status|active|estado|statut|zustand',
  },
  opportunities: {
    id: 'opportunity id|deal id|record id|id|opportunity number|hs object id|deal record id|opp id|key|deal number',
    account_id: account,
    type: 'type|opportunity type|deal type|record type|kind|opportunity record type|art|business type|typ',
    name: 'name|opportunity name|deal name|deal|title|deal title|opportunity|bezeichnung|subject|nombre|nom|titel|betreff|opp name',
    stage: 'stage|deal stage|stage name|pipeline stage|sales stage|phase|opportunity stage|etapa|etape|verkaufsphase',
    amount: 'amount|deal value|value|deal amount|opportunity amount|expected revenue|total amount|betrag|wert|amount in company currency|acv|contract value|weighted value|price|importe|montant|valor|valeur|volumen|deal size|tcv|revenue',
    probability: 'probability|deal probability|win probability|likelihood|confidence|wahrscheinlichkeit|probability %|win likelihood|probabilidad|probabilite|chance|close probability|win %',
    close_on: 'close date|expected close date|closing date|closed date|close|abschlussdatum|estimated close date|won time|expected close|target close date|geplanter abschluss|fecha de cierre|date de cloture|forecast close date|due date|renewal date',
    competitor: 'competitor|competitors|main competitor|primary competitor|wettbewerber|konkurrent|competition|lost to|competidor',
    owner: `${ownerWords}|deal owner|opportunity owner|sales rep|account executive|deal owner email|opportunity owner email|ae`,
    status: 'status|deal status|state|outcome|result|opportunity status|won lost|is closed won|won|is won|estado|statut|ergebnis',
    lost_reason: 'lost reason|loss reason|closed lost reason|reason lost|reason for loss|verlustgrund|grund|lost because|motivo de perdida|raison',
  },
  milestones: {
    id: 'milestone id|record id|id|step id',
    account_id: account,
    name: 'name|milestone|milestone name|title|step|meilenstein|bezeichnung|subject|objective|titel',
    kind: 'kind|type|category|milestone type|phase|art|kategorie|typ',
    due_on: 'due date|due|target date|planned date|deadline|fallig am|planned on|faellig|plan date|zieldatum',
    done_on: 'done on|completed on|completion date|completed|actual date|done|completed date|erledigt am|abgeschlossen am|achieved on|date completed',
  },
  health_scores: {
    account_id: account,
    on: 'date|score date|snapshot date|as of|measured on|day|week|recorded on|datum|stichtag|fecha|timestamp|modified date|created date|month',
    score: 'score|health score|overall score|health|total score|gesamtscore|overall health|current score|customer health score|punkte|puntuacion',
    usage: 'usage|usage score|product usage|adoption score|adoption|product score',
    engagement: 'engagement|engagement score',
    support: 'support|support score|service score|support health',
    sentiment: 'sentiment|sentiment score|csm sentiment',
    relationship: 'relationship|relationship score|people score',
    commercial: 'commercial|commercial score|financial|finance score|billing score|financial score',
  },
  usage: {
    account_id: account,
    on: 'date|day|event date|usage date|period|as of|week|month|datum|timestamp|fecha|activity date',
    feature: 'feature|module|product|feature name|area|event name|event type|funktion|product area|event|modul',
    active_users: 'active users|unique users|users|dau|distinct users|unique user count|active user count|aktive nutzer|mau|wau',
    events: 'events|event count|count|actions|total events|usage count|clicks|sessions|logins|aktionen|volume|interactions',
  },
  user_usage: {
    account_id: account,
    contact_id: `${contact}|user|user id|email|user name`,
    on: 'date|day|event date|usage date|activity date|datum|login date|timestamp',
    events: 'events|event count|count|actions|sessions|logins|page views|login count|clicks',
  },
  activities: {
    id: 'activity id|engagement id|record id|id|event id|task id|message id|call id|interaction id',
    account_id: account,
    contact_id: contact,
    type: 'type|activity type|engagement type|channel|kind|category|interaction type|art|typ|task subtype|medium',
    direction: 'direction|call direction|email direction|inbound outbound|richtung|incoming|sens|direccion',
    at: `date|activity date|time|timestamp|occurred at|date time|sent at|start time|datum|event date|due date|created date|date and time|fecha|logged at|completed date|send date|zeitpunkt|marked as done time|${created}`,
    subject: 'subject|title|activity name|activity|betreff|name|summary|objet|asunto|headline|topic|email subject|call title|thema',
    body: 'body|notes|description|comments|comment|details|content|text|full comments|notiz|notizen|beschreibung|message|note|email body|internal notes|meeting notes|call notes|bemerkung',
    owner: `${ownerWords}|author|logged by|activity owner|organizer|sender|activity assigned to|host|user|from`,
    thread_id: 'thread id|conversation id|email thread id|thread',
    sentiment: 'sentiment|sentiment score|tone|mood',
    no_show: 'no show|noshow|did not attend|missed',
  },
  tickets: {
    id: 'ticket id|case number|case id|record id|id|conversation id|ticket number|issue key|number|ticket|ticketnummer|case|ticket no|key|request id|incident id|ticket #|case no|display id',
    account_id: account,
    contact_id: contact,
    subject: 'subject|title|ticket name|summary|ticket subject|betreff|case subject|issue|description|topic|headline|asunto|objet|titel',
    priority: 'priority|ticket priority|severity|urgency|prioritat|prio|case priority|impact|prioridad|priorite|dringlichkeit',
    status: 'status|ticket status|state|stage|case status|resolution status|pipeline stage|estado|statut|ticket state|ticket status name|conversation state',
    opened_at: `opened at|${created}|ticket created|date opened|geoffnet am|reported at|submitted|submitted at|ticket created at|eingang|case created`,
    first_response_at: 'first response at|first response|first reply at|first reply|first response time|initial response at|first agent reply|first responded at|first reply time|erste antwort|first agent email response date',
    solved_at: 'solved at|resolved at|closed at|close date|closed date|date closed|resolution date|solved date|date time closed|gelost am|geschlossen am|resolved|closed|solved|last closed at|closed time|resolved time|completed at|fecha de cierre|date resolved',
    csat: 'csat|satisfaction|satisfaction score|satisfaction rating|csat score|rating|customer satisfaction|survey score|conversation rating|bewertung|zufriedenheit|kundenzufriedenheit|happiness rating',
  },
  nps: {
    id: 'response id|survey response id|record id|id|submission id',
    account_id: account,
    contact_id: `${contact}|email|contact email address|customer email`,
    score: 'score|nps|nps score|rating|answer|likelihood to recommend|nps rating|bewertung|recommendation|punktzahl|note|puntuacion|value|0 10',
    comment: 'comment|feedback|comments|verbatim|reason|open text|kommentar|answer text|follow up response|why|response text|remarks|comentario|commentaire',
    at: 'responded at|response date|date|submitted at|answered at|submission date|timestamp|created at|completed at|datum|survey date|date submitted|received on|fecha|response received',
  },
  tasks: {
    id: 'task id|record id|id|activity id|todo id|cta id',
    account_id: account,
    title: 'title|task|task name|subject|name|task title|aufgabe|betreff|to do|todo|description|action|summary|titel|bezeichnung|what',
    due_on: 'due date|due|due on|deadline|fallig am|faellig|target date|falligkeit|due by|date|fecha de vencimiento|echeance|falligkeitsdatum',
    status: 'status|task status|state|done|completed|stage|complete|is done|erledigt|is closed|closed|estado|statut',
    priority: 'priority|task priority|prioritat|prio|importance|urgency|prioridad',
    assignee: `${ownerWords}|task owner|task assignee|who|bearbeiter|zugewiesen an|asignado a|assigned csm`,
    done_at: 'done at|completed at|completed on|completion date|completed date|closed at|erledigt am|finished|date completed|closed date|completed date time|completion time',
  },
  kpi_definitions: { key: 'key|id|metric', label: 'label|name|title', category: 'category|group', unit: 'unit', direction: 'direction|better', weight: 'weight', low: 'low|lower bound', high: 'high|upper bound|target' },
  kpis: { account_id: account, on: 'date|day|period|month|as of', key: 'key|kpi|metric|measure|metric name', value: 'value|amount|result|number' },
} // prettier-ignore
