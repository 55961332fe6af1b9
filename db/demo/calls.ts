/** Writes the recorded calls of the demo as WebVTT: an opening, what is at stake, side subjects, a close. */
import { kinds, type Kind } from './call-kinds.ts'
import type { Activity } from './conversations.ts'
import type { Row } from './csv.ts'
import { isoMinute, workday, type Day } from './days.ts'
import { factsOn, fill, ownerOf, sentences, type Account, type Facts } from './facts.ts'
import { staffAddress, type Contact, type ContactRole } from './people.ts'
import { features } from './product.ts'
import { deck, random, type Random } from './random.ts'
import { growthScenes } from './scenes-growth.ts'
import { closings, firstOpenings, lastClosings, middles, openings } from './scenes-shared.ts'
import { troubleScenes } from './scenes-trouble.ts'

const scenes: Record<string, string> = { ...troubleScenes, ...growthScenes }

type Line = { speaker: string; text: string }

function lines(draw: Random, scene: string, cast: Record<string, string>, facts: Facts): Line[] {
  return scene.split('\n').map((line) => {
    const [, role = '', text = ''] = /^(\w+): (.*)$/.exec(line) ?? []
    const speaker = cast[role]
    if (speaker === undefined) throw new RangeError(`nobody speaks the line: ${line}`)
    return { speaker, text: sentences(fill(draw.pick(text.split(' | ')), facts)) }
  })
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23)
}

/** Speaks the lines at about 130 words a minute, with pauses between them. */
function webVtt(draw: Random, spoken: Line[]): { text: string; minutes: number } {
  let at = 3200
  const cues = spoken.map(({ speaker, text }, place) => {
    const from = at
    const to = from + Math.round(1100 + text.split(' ').length * draw.between(400, 520))
    at = to + draw.int(300, draw.chance(0.15) ? 9000 : 2200)
    return `${place + 1}\n${clock(from)} --> ${clock(to)}\n<v ${speaker}>${text}`
  })
  return { text: `WEBVTT\n\n${cues.join('\n\n')}\n`, minutes: Math.max(1, Math.round(at / 60_000)) }
}

/** The best-fitting person for each part; nobody plays two. */
function casting(account: Account, kind: Kind, day: Day): { a: Contact; b: Contact } | undefined {
  const there = account.contacts.filter((one) => one.leftOn === undefined || one.leftOn > day)
  const find = (roles: ContactRole[], not?: Contact) => {
    for (const role of [...roles, 'user' as const]) {
      const found = there.find((one) => one.role === role && one !== not && one.first !== not?.first)
      if (found) return found
    }
    return undefined
  }
  const a = find(kind.a)
  const b = a && find(kind.b, a)
  return a && b ? { a, b } : undefined
}

/**
 * The largest account of the story that is not taken yet and was a customer on the day; rather one whose renewal
 * was not so near that every call would have to speak of it.
 */
function choose(kind: Kind, accounts: Account[], taken: Set<string>, today: Day) {
  const dayOf = ({ plan }: Account) => workday((plan.churned ?? today) - kind.ago)
  const fits = accounts.filter((account) => {
    const { plan } = account
    const ahead = plan.renewal - dayOf(account)
    return (
      plan.story.key === kind.story &&
      !taken.has(plan.id) &&
      plan.since < dayOf(account) - 4 &&
      (kind.story !== 'price' || ahead > 20) &&
      plan.features.length > 1
    )
  })
  const pressing = (account: Account) =>
    Number(!account.plan.churned && account.plan.renewal - dayOf(account) < 45)
  const account = [...fits].sort((x, y) => pressing(x) - pressing(y) || y.plan.arr - x.plan.arr)[0]
  const cast = account && casting(account, kind, dayOf(account))
  return account && cast ? { account, cast, day: dayOf(account) } : undefined
}

export type Recording = {
  account: string
  day: Day
  file: string
  text: string
  row: Row
  activity: Activity
}

export function recordingsOf(seed: number, accounts: Account[], today: Day): Recording[] {
  const draw = random(seed, 'calls')
  const opening = deck(draw, openings)
  const closing = deck(draw, closings)
  const first = deck(draw, firstOpenings)
  const last = deck(draw, lastClosings)
  const taken = new Set<string>()
  return kinds.flatMap((kind) => {
    const chosen = choose(kind, accounts, taken, today)
    if (!chosen) return []
    const { account, cast, day } = chosen
    taken.add(account.plan.id)
    return [
      record(random(seed, 'call', kind.scene), {
        kind,
        account,
        cast,
        day,
        today,
        opening: kind.first ? first() : opening(),
        closing: kind.last ? last() : closing(),
      }),
    ]
  })
}

type Call = {
  kind: Kind
  account: Account
  cast: { a: Contact; b: Contact }
  day: Day
  today: Day
  opening: string
  closing: string
}

function record(draw: Random, { kind, account, cast, day, today, opening, closing }: Call): Recording {
  const { plan } = account
  const owner = ownerOf(plan)
  const about = features.find(({ name }) => name === kind.about)
  const facts: Facts = {
    ...factsOn(account, today, day, draw, [cast.a, cast.b]),
    siteA: plan.cities[0] ?? '',
    siteB: plan.cities[2] ?? '',
    siteC: plan.cities[4] ?? '',
    ...(about ? { feature: about.name, fault: draw.pick(about.faults.slice(0, 2)) } : {}),
    a: cast.a.first,
    b: cast.b.first,
  }
  const voices = { csm: owner.name, ae: plan.ae.name, a: cast.a.name, b: cast.b.name }
  const sides = kind.sides.map((side) => {
    const scene = middles[side]
    if (scene === undefined) throw new RangeError(`no scene "${side}"`)
    return scene
  })
  const core = scenes[kind.scene]
  if (core === undefined) throw new RangeError(`no scene "${kind.scene}"`)
  const spoken = [opening, core, ...sides, closing].flatMap((scene) => lines(draw, scene, voices, facts))
  const { text, minutes } = webVtt(draw, spoken)
  const title = `${plan.name}: ${fill(kind.title, facts)}`
  const hour = { NA: 16, LATAM: 15, EMEA: 10, APAC: 3 }[plan.region]
  const minute = day * 1440 + hour * 60 + draw.pick([0, 0, 30])
  const file = `${plan.domain.replace('.example', '')}-${kind.scene}.vtt`
  const attendees = [
    staffAddress(owner),
    ...(kind.seller && plan.ae !== owner ? [staffAddress(plan.ae)] : []),
    cast.a.email,
    cast.b.email,
  ]
  return {
    account: plan.id,
    day,
    file,
    text,
    row: { file, account_id: plan.id, title, at: isoMinute(0, minute), duration_min: minutes, attendees },
    activity: {
      account: plan.id,
      contact: cast.a.id,
      type: kind.type,
      direction: 'outbound',
      minute,
      subject: title,
      body: sentences(fill(kind.summary, facts)),
      owner: staffAddress(owner),
      sentiment: Math.round((kind.mood + draw.between(-0.08, 0.08)) * 100) / 100,
      noShow: false,
    },
  }
}
