/** The invented names of the demo: its team, word stems for companies, and first and last names by region. */

export type Region = 'NA' | 'EMEA' | 'APAC' | 'LATAM'

const words = (text: string) => text.trim().split(/\s*,\s*/)

export const stems: Record<Region, string[]> = {
  EMEA: words(`Aldermoor, Brackenfell, Caldwick, Dunmarra, Eskerlin, Fennimore, Garrowby, Inverlaw, Kilbrannan,
    Langmere, Morvane, Netherby, Ormsay, Pendrick, Quillan, Rostrevan, Selwick, Tarnside, Ullathorn, Vexley,
    Wharram, Ashgrove, Brünhof, Dornbach, Eichmoor, Falkenried, Grünfels, Hallstein, Isarfeld, Kranzberg, Lohmühle,
    Mirabeck, Nordhag, Ostermark, Rautalin, Stenvik, Tjörnsund, Vesterhag, Belcastro, Cantarel, Delmora, Farindola,
    Montresel, Valdoria, Casteluna, Clairvaudan, Desrochelles, Lacombière, Marchelune, Rivaudière, Okonwe, Zubera,
    Halavi, Krasnova, Dobrava, Ždanice`),
  NA: words(`Bitterroot, Cedar Hollow, Chisholm Creek, Coppermine, Dry Fork, Elkhorn, Flint River, Granite Pass,
    Hickory Bend, Ironwood, Kettle Falls, Lone Cedar, Mesa Blanca, Nantauk, Oakhaven, Prairie Star, Quartz Hill,
    Rimrock, Sagebrush, Tamarack, Umpaqua, Verdigris, Wabasha, Yellowtail, Arrowleaf, Big Sandy, Cottonwood,
    Deerlick, Eagle Butte, Fallen Timber, Great Divide, Harlan Ridge, Indigo Bay, Kinnick, Laurelton, Millstream,
    Northgate, Owl Canyon, Pawtauk, Redtail`),
  APAC: words(`Akashiro, Banksia, Coolabar, Hinemoana, Kirribee, Lotusvale, Minamori, Nambarra, Okitsune, Pandanus,
    Rangitoa, Sakurano, Tamurayama, Wattle Creek, Yarralin, Suryanet, Chandivar, Meghnata, Bulandar, Kaveripur`),
  LATAM: words(`Aguaviva, Bellomonte, Cordillera Azul, Esmeralta, Guayacanes, Itapoema, Lagoaverde, Montealto,
    Nevado Real, Palmarito, Quebrada Honda, Ribeirão Alto, Tierra Clara, Yaguareté`),
}

export const firstNames: Record<Region, string[]> = {
  EMEA: words(`Aoife, Benoît, Carmen, Dieter, Elif, Finlay, Greta, Hugo, Ilse, Joost, Katarzyna, Leopold, Margaux,
    Niamh, Otto, Pilar, Quentin, Rosalind, Siobhán, Tomasz, Ulrike, Valentina, Wanjiru, Yannick, Zainab, Anselm,
    Birgit, Conor, Dagmar, Emeka, Fabienne, Gareth, Hanneke, Iker, Jolanta, Keir, Lorenzo, Maëlle, Nikolai, Oksana,
    Piotr, Runa, Stellan, Tariq, Ursula, Viggo, Wilhelmina, Xavier, Ymke, Zdeněk`),
  NA: words(`Alicia, Brandon, Cheryl, Darnell, Erin, Frank, Gabriela, Howard, Imani, Jessica, Keith, LaToya, Monique,
    Nathan, Olivia, Preston, Rochelle, Stephen, Tamika, Vincent, Whitney, Xavier, Yolanda, Zachary, Brooke, Curtis,
    Denise, Everett, Felicia, Grant, Holly, Isaac, Janelle, Kurt, Lorraine, Marcus, Naomi, Owen, Paige, Russell`),
  APAC: words(`Aarav, Bhavna, Chiyo, Deepak, Emiko, Farah, Gaurav, Hana, Indira, Jun, Kavita, Lachlan, Mariko, Nikhil,
    Ayumi, Padma, Ritu, Satoshi, Tane, Usha, Vikram, Wiremu, Yuna, Zara, Akira, Bronwyn, Callum, Divya, Haruto, Ishaan`),
  LATAM:
    words(`Adriana, Bruno, Camila, Diego, Eduarda, Felipe, Graciela, Horacio, Isadora, Joaquín, Karina, Leandro,
    Mariana, Nicanor, Otávio, Paloma, Rafaela, Silvio, Teresa, Ubaldo, Violeta, Wagner, Ximena, Yamila, Zulema, Anderson,
    Beatriz, Cristóbal, Dulce, Emiliano`),
}

export const lastNames: Record<Region, string[]> = {
  EMEA: words(`Achterberg, Brennan, Castellani, Duarte, Eklund, Fitzgerald, Gallagher, Hofstede, Ibekwe, Janssens,
    Kaczmarek, Lindholm, MacRae, Neumann, O'Callaghan, Pellegrini, Quiroga, Rasmussen, Sørensen, Thackeray, Urrutia,
    Van Damme, Whitcombe, Yildiz, Zieliński, Aubert, Beaumont, Czerny, Dufour, Everhart, Fontaine, Grimsby, Hakimi,
    Ingram, Jelinek, Kovačević, Leclerc, Mbeki-Hall, Novotný, Okafor-Reid, Pritchard, Rautio, Szabó, Tiedemann,
    Ulvaeus, Vandermeulen, Wójcik, Xenakis, Ypma, Zanetti`),
  NA: words(`Abernathy, Blackwood, Carmichael, Delgado, Eubanks, Fairbanks, Gutierrez, Hollister, Ives, Jamison,
    Kirkland, Lockhart, McAllister, Nakagawa, Ortega, Pemberton, Quarles, Rutledge, Stanfield, Thibodeaux, Underwood,
    Villanueva, Wainwright, Xiong, Yarbrough, Zimmerman, Bledsoe, Crenshaw, Dunleavy, Ellsworth, Fontenot, Goodnight,
    Hargrove, Isbell, Jaramillo, Kowalewski, Lattimore, Merriweather, Nolasco, Oglesby`),
  APAC: words(`Agarwal, Bannerjee, Chowdhury, Dharmasena, Endo, Fujimori, Gopalan, Hashimoto, Iyer, Joshi, Kuroda,
    Lim, Mukherjee, Nishida, Ogawa, Parata, Rangihuna, Shinozaki, Takeda, Uchida, Venkatesan, Watanabe, Yamashiro,
    Zaveri, Aiyar, Callaghan, Desai, Harcourt, Kapoor, Tuhoe`),
  LATAM:
    words(`Arriaga, Bittencourt, Cárdenas, Domínguez, Echeverri, Figueiredo, Guimarães, Hinojosa, Inclán, Jaramillo,
    Lacerda, Maldonado, Noronha, Ocampo, Pacheco, Quispe, Restrepo, Salvatierra, Tavares, Urdaneta, Valdivieso, Xavier,
    Yáñez, Zapata, Azevedo, Benavides, Cavalcanti, Dorado, Estupiñán, Fonseca`),
}

export type StaffMember = {
  name: string
  role: 'admin' | 'manager' | 'csm' | 'viewer'
  manager?: string
  zone: string
  locale: string
  /** Median hours that this person takes to answer a customer. */
  answers: number
}

/** Two people share a first name on purpose: asking for "Nina" has to ask back. */
export const staff: StaffMember[] = [
  { name: 'Orla Devane', role: 'admin', zone: 'Europe/London', locale: 'en-GB', answers: 4 },
  {
    name: 'Ruth Adeyemi',
    role: 'manager',
    manager: 'Orla Devane',
    zone: 'Europe/London',
    locale: 'en-GB',
    answers: 3,
  },
  {
    name: 'Caleb Winters',
    role: 'manager',
    manager: 'Ruth Adeyemi',
    zone: 'America/Chicago',
    locale: 'en-US',
    answers: 4,
  },
  {
    name: 'Nina Sandoval',
    role: 'csm',
    manager: 'Ruth Adeyemi',
    zone: 'Europe/Madrid',
    locale: 'es-ES',
    answers: 2.5,
  },
  {
    name: 'Jakob Ferrier',
    role: 'csm',
    manager: 'Ruth Adeyemi',
    zone: 'Europe/Berlin',
    locale: 'de-DE',
    answers: 4,
  },
  {
    name: 'Amara Sesay',
    role: 'csm',
    manager: 'Ruth Adeyemi',
    zone: 'Europe/London',
    locale: 'en-GB',
    answers: 1.5,
  },
  {
    name: 'Theo Pak',
    role: 'csm',
    manager: 'Caleb Winters',
    zone: 'America/New_York',
    locale: 'en-US',
    answers: 3,
  },
  {
    name: 'Nina Petrakis',
    role: 'csm',
    manager: 'Caleb Winters',
    zone: 'America/Denver',
    locale: 'en-US',
    answers: 5,
  },
  {
    name: 'Luis Barrientos',
    role: 'csm',
    manager: 'Caleb Winters',
    zone: 'America/Chicago',
    locale: 'es-MX',
    answers: 20,
  },
  {
    name: 'Graham Tolliver',
    role: 'viewer',
    manager: 'Orla Devane',
    zone: 'Europe/London',
    locale: 'en-GB',
    answers: 12,
  },
  {
    name: 'Yuki Hamasaki',
    role: 'viewer',
    manager: 'Orla Devane',
    zone: 'Asia/Tokyo',
    locale: 'ja-JP',
    answers: 12,
  },
  {
    name: 'Salma Rahal',
    role: 'viewer',
    manager: 'Orla Devane',
    zone: 'America/New_York',
    locale: 'en-US',
    answers: 12,
  },
]

export type NamedAccount = {
  name: string
  parent?: string
  industry: string
  region: Region
  segment: 'enterprise' | 'mid_market' | 'smb'
  euro?: true
}

/**
 * Accounts with names that are hard to read: a common word, a name inside another, accents, an apostrophe,
 * an ampersand, and families three levels deep. The rest take a stem and a word of their trade.
 */
export const namedAccounts: NamedAccount[] = [
  { name: 'Beacon', industry: 'Education', region: 'NA', segment: 'mid_market' },
  { name: 'Kestrel Bay', industry: 'Hospitality', region: 'EMEA', segment: 'mid_market' },
  { name: 'Kestrel Bay Ferries', industry: 'Logistics', region: 'EMEA', segment: 'smb' },
  { name: 'Calder Group', industry: 'Retail', region: 'EMEA', segment: 'enterprise' },
  {
    name: 'Calder Homeware',
    parent: 'Calder Group',
    industry: 'Retail',
    region: 'EMEA',
    segment: 'mid_market',
  },
  {
    name: 'Calder Pharmacies',
    parent: 'Calder Group',
    industry: 'Healthcare',
    region: 'EMEA',
    segment: 'mid_market',
  },
  {
    name: 'Calder Pharmacies Iberia',
    parent: 'Calder Pharmacies',
    industry: 'Healthcare',
    region: 'EMEA',
    segment: 'smb',
  },
  { name: 'Sólheim Energi', industry: 'Utilities', region: 'EMEA', segment: 'enterprise' },
  { name: 'Sólheim Vind', parent: 'Sólheim Energi', industry: 'Utilities', region: 'EMEA', segment: 'smb' },
  { name: 'Ibarra Holdings', industry: 'Food production', region: 'LATAM', segment: 'enterprise' },
  {
    name: 'Ibarra Lácteos',
    parent: 'Ibarra Holdings',
    industry: 'Food production',
    region: 'LATAM',
    segment: 'mid_market',
  },
  { name: "O'Rourke Plant Hire", industry: 'Construction', region: 'EMEA', segment: 'smb' },
  { name: "D'Amico & Figli", industry: 'Manufacturing', region: 'EMEA', segment: 'smb', euro: true },
  { name: 'Café Solène', industry: 'Food production', region: 'EMEA', segment: 'mid_market', euro: true },
  { name: 'São Teodoro Clínicas', industry: 'Healthcare', region: 'LATAM', segment: 'mid_market' },
]
