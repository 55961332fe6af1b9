/** Which region a country is in, by its ISO code or its name in any of the languages that exports come in. */

const codes = {
  NA: 'US CA PR BM GL PM VI',
  LATAM:
    'MX AR BO BR CL CO CR CU DO EC SV GT HN HT NI PA PY PE UY VE BS BB BZ GY JM SR TT AG AI AW BQ CW DM FK GD GF GP KN KY LC MQ MS SX TC VC VG',
  EMEA: 'GB IE DE FR ES PT IT NL BE LU AT CH LI SE NO DK FI IS EE LV LT PL CZ SK HU SI HR BA RS ME MK AL XK BG RO MD UA BY RU GR CY MT TR GI AD MC SM VA FO GG JE IM AX AM AZ GE IL PS JO LB SY IQ IR SA AE QA BH KW OM YE EG LY TN DZ MA EH MR ML NE TD SD SS ER ET DJ SO KE UG TZ RW BI CD CG GA GQ CM CF NG BJ TG GH CI BF LR SL GN GW GM SN CV ST AO ZM MW MZ ZW BW NA SZ LS ZA MG MU SC KM RE YT',
  APAC: 'CN JP KR KP TW HK MO MN IN PK BD LK NP BT MV AF KZ KG TJ TM UZ SG MY TH VN LA KH MM PH ID BN TL AU NZ PG FJ SB VU NC PF WS TO KI TV NR PW FM MH GU MP AS CK NU TK WF NF',
}

const languages = 'en de fr es it nl pt sv da nb fi pl cs tr ja zh'.split(' ')

/** Region by country, in the form that values are compared in. */
export function countryRegions(plain: (text: string) => string): Map<string, string> {
  const names = languages.map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  )
  const found = new Map<string, string>()
  for (const [region, list] of Object.entries(codes)) {
    for (const code of list.split(' ')) {
      // NA is North America before it is Namibia.
      for (const name of [code === 'NA' ? undefined : code, ...names.map((one) => one.of(code))]) {
        const key = name === undefined ? '' : plain(name)
        if (key !== '' && !found.has(key)) found.set(key, region)
      }
    }
  }
  return found
}
