/** The fixture's bundle with calls, papers and mails that rival each other: what is asked stands in one of them, and something like it in another. */

type Said = [speaker: string, text: string]
type Call = { account: string; title: string; at: string; said: Said[] }
type Paper = { account: string; title: string; at?: string; text: string }

const plainWords = (
  'table window garden paper river letter number corner street winter summer market kitchen bottle ladder blanket basket ' +
  'candle carpet engine farmer finger forest hammer island jacket lantern meadow mirror needle orange pencil pepper pillow ' +
  'pocket ribbon rocket saddle shadow silver spider sponge stable temple thread timber tunnel valley velvet violin wagon'
).split(' ')

/** So many words that nobody asks for; no two such texts are alike. */
const filler = (words: number, from: number): string =>
  Array.from({ length: words }, (_, i) => plainWords[(from * 17 + i * (7 + (from % 5))) % plainWords.length])
    .join(' ')
    .concat('.')

const [hugo, renate, nora, chloe, dan, omar] = ['Hugo Brandt', 'Renate Vogel', 'Nora Lind', 'Chloé Martin', 'Dan Wu', 'Omar Haddad'] // prettier-ignore

/** About a passage: a sentence, then others that have nothing to do with it. */
const passage = (text: string, from: number): Said[] => [
  [omar, `${text} ${filler(34, from)}`],
  [omar, filler(42, from + 1)],
  [omar, filler(44, from + 2)],
]

const calls: Record<string, Call> = {
  // It is named twice at once and left, and later spoken of for a while.
  orphaned: {
    ...{ account: 'A-6', title: 'Winter review', at: '2026-01-10T10:00:00Z' },
    said: [
      ...passage('The furnace, a furnace, was seen.', 60),
      ...[63, 66, 69, 72, 75].flatMap((from) => passage('Nothing to add to that.', from)),
      ...passage('Of the furnace they had heard.', 78),
      ...passage('That furnace is the reason for the delay.', 81),
      ...passage('With the furnace it ends.', 84),
    ],
  },
  // Two speak of one thing; the second who asks is answered by the next turn.
  staffing: {
    ...{ account: 'A-1', title: 'Spring review', at: '2026-05-04T00:00:00Z' },
    said: [
      [hugo, `The staffing of the night shift costs us too much. ${filler(110, 1)}`],
      [nora, filler(130, 2)],
      [renate, `The staffing of the night shift is a matter of training. ${filler(110, 3)}`],
      [nora, filler(130, 4)],
      [nora, 'And which valve failed in the cold store?'],
      [renate, 'It was the one at the back, the brass one that we had replaced in autumn.'],
      [nora, filler(130, 5)],
      [nora, 'How much would the tarpaulins cost?'],
      [renate, 'The tarpaulins are ugly and nobody likes the tarpaulins.'],
      [renate, 'We were told 4,200 a piece for the tarpaulins.'],
      [nora, filler(130, 6)],
    ],
  },
  // The whole call is about painting; the other only names it once.
  painting: {
    ...{ account: 'A-4', title: 'Summer review', at: '2026-06-10T10:00:00Z' },
    said: [
      [dan, `The varnish comes late. ${filler(125, 7)}`],
      [omar, `The varnish and its gloss are what the sprayer is for. ${filler(120, 8)}`],
      [dan, `Without the varnish the sprayer stands idle. ${filler(122, 9)}`],
    ],
  },
  naming: {
    ...{ account: 'A-3', title: 'Autumn review', at: '2026-06-11T10:00:00Z' },
    said: [
      [chloe, filler(130, 10)],
      [chloe, `The varnish and its gloss are what the sprayer was for. ${filler(120, 11)}`],
      [omar, filler(130, 12)],
    ],
  },
  // One account’s calls: the older speaks of it more than the newest does.
  olderFreight: {
    ...{ account: 'A-5', title: 'Freight', at: '2026-03-02T09:00:00Z' },
    said: [[nora, 'The freight tariff: the freight tariff of March is the freight tariff that we signed.']],
  },
  newerFreight: {
    ...{ account: 'A-5', title: 'Check-in', at: '2026-09-02T09:00:00Z' },
    said: [[nora, `In September the freight tariff came up once more. ${filler(40, 13)}`]],
  },
  endOfDay: {
    ...{ account: 'A-8', title: 'Evening', at: '2026-05-05T23:59:00Z' },
    said: [[omar, 'The barometer readings of the evening were low.']],
  },
  nextDay: {
    ...{ account: 'A-8', title: 'Midnight', at: '2026-05-06T00:00:00Z' },
    said: [[omar, 'The barometer readings at midnight were high.']],
  },
  firstDay: {
    ...{ account: 'A-8', title: 'Morning', at: '2026-05-04T00:00:00Z' },
    said: [[omar, 'The barometer readings of the morning were steady.']],
  },
  dayBefore: {
    ...{ account: 'A-8', title: 'Night', at: '2026-05-03T23:59:00Z' },
    said: [[omar, 'The barometer readings of the night were missing.']],
  },
}

const papers: Record<string, Paper> = {
  together: {
    ...{ account: 'A-1', title: 'Paper one' },
    text: `The conveyor stops where its gauge is wet. ${filler(90, 20)}`,
  },
  apart: {
    ...{ account: 'A-1', title: 'Paper two' },
    text: `The conveyor was painted. ${filler(130, 21)}\n\nA gauge was bought. ${filler(130, 22)}`,
  },
  rare: { account: 'A-3', title: 'Paper three', text: `A coating of zinc is planned. ${filler(60, 23)}` },
  common: {
    ...{ account: 'A-3', title: 'Paper four' },
    text: `The coating, each coating and any coating are planned. ${filler(60, 24)}`,
  },
  common2: { account: 'A-4', title: 'Paper five', text: `Of a coating much was said. ${filler(60, 25)}` },
  common3: { account: 'A-5', title: 'Paper six', text: `The coating dries. ${filler(60, 26)}` },
  short: { account: 'A-4', title: 'Paper seven', text: `The pulley squeaks. ${filler(20, 27)}` },
  lengthy: { account: 'A-4', title: 'Paper eight', text: `The pulley squeaks. ${filler(110, 28)}` },
  titled: { account: 'A-4', title: 'The turnstile plan', text: `A turnstile is ordered. ${filler(60, 29)}` },
  untitled: {
    account: 'A-4',
    title: 'Paper nine',
    text: `A turnstile is ordered, for a turnstile is needed. ${filler(50, 30)}`,
  },
  chatter: {
    ...{ account: 'A-3', title: 'Paper ten' },
    text: `They discussed what the group thinks, and said what the team was told in the meeting. ${filler(60, 31)}`,
  },
  escrow: { account: 'A-3', title: 'Paper eleven', text: `The escrow is open. ${filler(90, 32)}` },
  rebate: {
    ...{ account: 'A-8', title: 'Paper twelve' },
    text: `As goodwill they had a rebate of one month. ${filler(60, 33)}`,
  },
  mentioned: {
    ...{ account: 'A-1', title: 'Paper thirteen', at: '2026-05-04' },
    text: `The staffing of the night shift was written about too. ${filler(60, 34)}`,
  },
  plumbing: {
    ...{ account: 'A-5', title: 'Paper fourteen' },
    text: `# Cellar\n\nNothing is wrong here. ${filler(130, 35)}\n\n# Attic\n\nThe plumbing leaks under the roof. ${filler(60, 36)}`,
  },
  dark: { account: 'A-8', title: 'Paper fifteen', text: `They want a dark mode. ${filler(40, 37)}` },
  ours: { account: 'A-3', title: 'Paper sixteen', text: `The awning is torn. ${filler(60, 38)}` },
  theirs: { account: 'A-4', title: 'Paper seventeen', text: `The awning is torn and wet. ${filler(60, 39)}` },
  awnings: {
    ...{ account: 'A-4', title: 'Paper eighteen' },
    text: `Every awning of the awning maker, awning by awning. ${filler(60, 40)}`,
  },
  other: { account: 'A-5', title: 'Paper nineteen', text: `An awning was mended. ${filler(90, 41)}` },
}

const mail = (id: string, account: string, at: string, about: string, body: string, mood: string): string =>
  `${id},${account},,email,inbound,${at},${about},"${body}",omar@acme.example,${id},${mood},`
const pallet = 'The pallets for the winter arrived broken again and we had to send all of the pallets back'
const mails = [
  mail('XT-1', 'A-4', '2026-07-01T09:00:00Z', 'Pallets', `${pallet} on Monday.`, '-0.6'),
  mail('XT-2', 'A-4', '2026-07-02T09:00:00Z', 'Pallets', `${pallet} on Monday.`, '-0.6'),
  mail('XT-3', 'A-4', '2026-07-03T09:00:00Z', 'Pallets', `${pallet} on Monday.`, '-0.6'),
  mail(
    'XT-4',
    'A-4',
    '2026-07-04T09:00:00Z',
    'Depot',
    `The depot has pallets left. ${filler(60, 50)}`,
    '0.5',
  ),
  mail('XT-5', 'A-4', '2026-07-05T09:00:00Z', 'Depot', `Of pallets nothing is known. ${filler(60, 51)}`, '0'),
]

const clock = (seconds: number): string =>
  `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.000`

/** A turn each half minute. */
const captions = (said: readonly Said[]): string =>
  `WEBVTT\n\n${said.map(([who, text], n) => `${clock(30 * n)} --> ${clock(30 * n + 29)}\n<v ${who}>${text}\n`).join('\n')}`

export function talks(files: ReadonlyMap<string, string>): Map<string, string> {
  const added = new Map(files)
  const index = (columns: string, rows: string[]) => `${[columns, ...rows].join('\n')}\n`
  for (const [name, { said }] of Object.entries(calls)) added.set(`transcripts/${name}.vtt`, captions(said))
  for (const [name, { text }] of Object.entries(papers)) added.set(`documents/${name}.md`, text)
  const callRows = Object.entries(calls).map(([name, { account, title, at, said }]) =>
    [`${name}.vtt`, account, title, at, 10, [...new Set(said.map(([who]) => who))].join(';')].join(','),
  )
  const paperRows = Object.entries(papers).map(([name, { account, title, at = '' }]) =>
    [`${name}.md`, account, title, 'notes', at].join(','),
  )
  return added
    .set('transcripts/index.csv', index('file,account_id,title,at,duration_min,attendees', callRows))
    .set('documents/index.csv', index('file,account_id,title,kind,at', paperRows))
    .set('activities.csv', `${(files.get('activities.csv') ?? '').trimEnd()}\n${mails.join('\n')}\n`)
}
