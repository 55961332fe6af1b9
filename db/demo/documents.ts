/** The demo's documents (reviews, contract excerpts, success plans, notes), with figures taken from the same data. */
import { arrOn } from './commercial.ts'
import type { Row } from './csv.ts'
import { addMonths, dayWords, isoMinute, monthWord, workday, year, type Day } from './days.ts'
import { factsOn, fill, money, sentences, thousands, weekOn, type Account, type Facts } from './facts.ts'
import { scoreOn } from './health.ts'
import {
  agreement,
  goodReview,
  handoverNotes,
  hardReview,
  recoveryPlan,
  seasonNotes,
  spokenPrice,
  successPlan,
} from './papers.ts'
import { baseProduct, vendor } from './product.ts'
import { random } from './random.ts'
import type { StoryKey } from './stories.ts'

type Writing = { account: Account; facts: Facts; day: Day; today: Day }
type Paper = {
  story: StoryKey
  kind: string
  slug: string
  title: string
  ago: number
  write: (writing: Writing) => string
}

function monthTable({ account, day, today }: Writing): string {
  const rows = [5, 4, 3, 2, 1, 0].flatMap((back) => {
    const on = addMonths(day, -back)
    const week = weekOn(account, today, on)
    const score = scoreOn(account.scores, on)
    if (!week || on < account.plan.since + 35) return []
    return [
      `| ${monthWord(on)} ${year(on)} | ${week.people} | ${thousands(week.events)} | ${score ? score.score : '–'} |`,
    ]
  })
  return [
    '| month | active people in a week | actions in a week | health |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

function featureList({ account, day, today }: Writing): string {
  const week = weekOn(account, today, day)
  return (week?.features ?? [])
    .map((one) => `- ${one.name}: ${one.people} people, ${thousands(one.events)} actions a week`)
    .join('\n')
}

/** `{months}` and `{features}` stand for tables of the account's own figures. */
function paper(template: string): Paper['write'] {
  return (writing) => {
    const { account, day } = writing
    const { plan, commercial } = account
    const running = commercial.contracts.filter(
      (one) => one.status !== 'draft' && one.start <= day && day <= one.end,
    )
    const products = [...new Set(running.map((one) => one.product))]
    const notice = running.find((one) => one.product === baseProduct)?.notice ?? 60
    return sentences(
      fill(template, {
        ...writing.facts,
        months: monthTable(writing),
        features: featureList(writing),
        arr: money(arrOn(commercial, day), plan.currency),
        dateWords: `${dayWords(day)} ${year(day)}`,
        products: products.length > 0 ? products.join(', ') : baseProduct,
        renewalRule: commercial.autoRenew
          ? `It renews for twelve months unless one party ends it in writing ${notice} days before.`
          : `It does not renew by itself. Both parties speak about it at the latest ${notice} days before.`,
        vendor,
      }),
    )
  }
}

const papers: Paper[] = [
  {
    story: 'growing',
    kind: 'qbr',
    slug: 'review',
    title: 'Review of {lastQuarter}',
    ago: 45,
    write: paper(goodReview),
  },
  {
    story: 'fading',
    kind: 'qbr',
    slug: 'review',
    title: 'Review of {lastQuarter}',
    ago: 34,
    write: paper(hardReview),
  },
  {
    story: 'steady',
    kind: 'contract',
    slug: 'agreement',
    title: 'Master agreement (excerpt)',
    ago: 130,
    write: paper(agreement),
  },
  {
    story: 'support',
    kind: 'contract',
    slug: 'agreement',
    title: 'Master agreement (excerpt)',
    ago: 200,
    write: paper(agreement),
  },
  {
    story: 'new',
    kind: 'success_plan',
    slug: 'success-plan',
    title: 'Success plan',
    ago: 7,
    write: paper(successPlan),
  },
  {
    story: 'recovering',
    kind: 'success_plan',
    slug: 'recovery-plan',
    title: 'Plan for the way back',
    ago: 6,
    write: paper(recoveryPlan),
  },
  {
    story: 'champion_left',
    kind: 'notes',
    slug: 'handover',
    title: 'What {gone} did here',
    ago: 17,
    write: paper(handoverNotes),
  },
  {
    story: 'price',
    kind: 'notes',
    slug: 'renewal-notes',
    title: 'Meeting notes on the renewal',
    ago: 18,
    write: paper(spokenPrice),
  },
  {
    story: 'seasonal',
    kind: 'notes',
    slug: 'season',
    title: 'Notes on the season',
    ago: 40,
    write: paper(seasonNotes),
  },
]

export type Document = { file: string; text: string; row: Row }

/** One paper an account: the largest of the story for which the day fits. */
export function documentsOf(seed: number, accounts: Account[], today: Day): Document[] {
  return papers.flatMap(({ story, kind, slug, title, ago, write }): Document[] => {
    const day = workday(today - ago)
    const account = accounts
      .filter(
        ({ plan }) =>
          plan.story.key === story &&
          plan.since < day - (story === 'new' ? 0 : 60) &&
          (story !== 'price' || plan.renewal > day + 25),
      )
      .sort((x, y) => y.plan.arr - x.plan.arr)[0]
    if (!account) return []
    const facts = factsOn(account, today, day, random(seed, 'document', slug, story))
    const file = `${account.plan.domain.replace('.example', '')}-${slug}.md`
    const about = `${account.plan.name}: ${fill(title, facts)}`
    return [
      {
        file,
        text: write({ account, facts, day, today }),
        row: { file, account_id: account.plan.id, title: about, kind, at: isoMinute(day, 600) },
      },
    ]
  })
}
