/** The trades that the demo's customers work in, each with its own nouns, and the cities their sites are in. */

export type Trade = {
  industry: string
  sites: string
  site: string
  crew: string
  jobs: string
  assets: string
  suffixes: string[]
}

export const trades: Trade[] = [
  {
    industry: 'Facilities',
    sites: 'buildings',
    site: 'building',
    crew: 'technicians',
    jobs: 'work orders',
    assets: 'air handlers',
    suffixes: ['Facilities', 'Property Care', 'Estates'],
  },
  {
    industry: 'Utilities',
    sites: 'substations',
    site: 'substation',
    crew: 'field engineers',
    jobs: 'service visits',
    assets: 'transformers',
    suffixes: ['Water', 'Power Networks', 'Energy Services'],
  },
  {
    industry: 'Logistics',
    sites: 'depots',
    site: 'depot',
    crew: 'drivers',
    jobs: 'vehicle checks',
    assets: 'trailers',
    suffixes: ['Haulage', 'Cargo', 'Forwarding'],
  },
  {
    industry: 'Healthcare',
    sites: 'clinics',
    site: 'clinic',
    crew: 'device engineers',
    jobs: 'device checks',
    assets: 'infusion pumps',
    suffixes: ['Hospitals', 'Care Homes', 'Medical'],
  },
  {
    industry: 'Retail',
    sites: 'stores',
    site: 'store',
    crew: 'store engineers',
    jobs: 'repair calls',
    assets: 'chillers',
    suffixes: ['Stores', 'Markets', 'Homeware'],
  },
  {
    industry: 'Telecom',
    sites: 'mast sites',
    site: 'mast site',
    crew: 'riggers',
    jobs: 'site visits',
    assets: 'antennas',
    suffixes: ['Telecom', 'Fibre', 'Towers'],
  },
  {
    industry: 'Construction',
    sites: 'building sites',
    site: 'building site',
    crew: 'foremen',
    jobs: 'snag lists',
    assets: 'hoists',
    suffixes: ['Builders', 'Plant Hire', 'Civil Works'],
  },
  {
    industry: 'Hospitality',
    sites: 'hotels',
    site: 'hotel',
    crew: 'maintenance teams',
    jobs: 'room checks',
    assets: 'boilers',
    suffixes: ['Hotels', 'Resorts', 'Inns'],
  },
  {
    industry: 'Manufacturing',
    sites: 'plants',
    site: 'plant',
    crew: 'fitters',
    jobs: 'maintenance orders',
    assets: 'presses',
    suffixes: ['Metals', 'Plastics', 'Engineering'],
  },
  {
    industry: 'Education',
    sites: 'campuses',
    site: 'campus',
    crew: 'caretakers',
    jobs: 'repair requests',
    assets: 'lifts',
    suffixes: ['Colleges', 'Schools Trust', 'University'],
  },
  {
    industry: 'Food production',
    sites: 'production sites',
    site: 'production site',
    crew: 'line technicians',
    jobs: 'line checks',
    assets: 'ovens',
    suffixes: ['Bakeries', 'Dairies', 'Provisions'],
  },
]

export type Place = { zone: string; cities: string[] }

export const places: Record<'NA' | 'EMEA' | 'APAC' | 'LATAM', Place[]> = {
  NA: [
    { zone: 'America/Chicago', cities: ['Des Moines', 'Omaha', 'Tulsa', 'Madison', 'Wichita', 'Peoria'] },
    { zone: 'America/New_York', cities: ['Albany', 'Scranton', 'Richmond', 'Dayton', 'Hartford', 'Erie'] },
    { zone: 'America/Denver', cities: ['Boise', 'Pueblo', 'Billings', 'Provo', 'Cheyenne', 'Santa Fe'] },
  ],
  EMEA: [
    { zone: 'Europe/London', cities: ['Leeds', 'Swansea', 'Dundee', 'Norwich', 'Preston', 'Exeter'] },
    { zone: 'Europe/Berlin', cities: ['Kassel', 'Rostock', 'Ulm', 'Erfurt', 'Osnabrück', 'Graz'] },
    { zone: 'Europe/Paris', cities: ['Lille', 'Angers', 'Grenoble', 'Rennes', 'Namur', 'Nancy'] },
    { zone: 'Europe/Madrid', cities: ['Murcia', 'Gijón', 'Zaragoza', 'Vigo', 'Coimbra', 'Braga'] },
    { zone: 'Europe/Stockholm', cities: ['Umeå', 'Aarhus', 'Bergen', 'Turku', 'Örebro', 'Odense'] },
  ],
  APAC: [
    {
      zone: 'Australia/Sydney',
      cities: ['Newcastle', 'Wagga Wagga', 'Bendigo', 'Toowoomba', 'Cairns', 'Hobart'],
    },
    { zone: 'Asia/Tokyo', cities: ['Sendai', 'Kanazawa', 'Okayama', 'Niigata', 'Matsuyama', 'Fukui'] },
    { zone: 'Asia/Kolkata', cities: ['Pune', 'Coimbatore', 'Nagpur', 'Indore', 'Vadodara', 'Mysuru'] },
  ],
  LATAM: [
    { zone: 'America/Bogota', cities: ['Pereira', 'Manizales', 'Cuenca', 'Arequipa', 'Ibagué', 'Trujillo'] },
    {
      zone: 'America/Sao_Paulo',
      cities: ['Joinville', 'Uberlândia', 'Londrina', 'Sorocaba', 'Vitória', 'Campinas'],
    },
  ],
}
