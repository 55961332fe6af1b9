/** What each kind of span costs by itself, in one list: the prices that paths are compared by. Data. */

/** What a span costs by itself. Leaving a known word out must cost more than taking it. */
export const cost = {
  entry: 0.5,
  adjective: 0.45,
  object: 0.42,
  portfolio: 0.45,
  /** A function word that also names something. */
  namedInert: 0.5,
  /** One that is also a listed value: "landed". */
  statedInert: 0.75,
  /** "Today" by itself: most requests mean now anyhow, but what is due today is not due some day. */
  datedInert: 0.95,
  /** One with which a phrase of the domain begins: "to-do". */
  phrasedInert: 0.9,
  observed: 0.7,
  /** Words of a text that mean nothing else. */
  topic: 0.9,
  closedValue: 1.6,
  cue: 0.6,
  /** "The renewals" that were won: rows of a rate are mostly just rows. */
  kept: 0.8,
  verb: 0.55,
  /** Beside the same word as a noun for rows. */
  verbOfNoun: 0.5,
  openingVerb: 2,
  personOfPeople: 0.6,
  /** Words of a list taken into a longer phrase. */
  swallowing: 1.5,
  /** An everyday operator with which a phrase of the domain begins: "report to". */
  phrasedOp: 0.9,
  op: 0.4,
  softOp: 0.1,
  number: 0.4,
  time: 0.4,
  weakTime: 0.8,
  name: 0.3,
  part: 0.6,
  shared: 0.9,
  commonName: 0.7,
  /** Before the noun of a field that has the same word for a value. */
  namedValue: 2,
  /** A title that is nothing but words of the records. */
  spokenTitle: 1.5,
  /** "At August" is no month where somebody is called so. */
  namedTime: 2.5,
  /** Words with which a longer name of a field begins: "last day to cancel". */
  openingTime: 0.9,
  inert: 0.05,
  /** A function word that a time expression holds: leaving "since" out changes the time. */
  timed: 0.9,
  skipped: 2,
  unknown: 1.6,
  /** A verb of leaving before a stretch of time: "gone 45 days". */
  onlyLasts: 1.5,
  stem: 0.5,
  typo: 0.8,
} as const
