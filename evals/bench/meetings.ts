/** Meetings with questions whose answers are marked: reads a folder of them, stores it as calls through the product's own code, and scores what is retrieved. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '#db/connect.ts'
import { ingest } from '#rag/ingest.ts'
import { wordsIn } from '#rag/chunk.ts'
import { rankingOf } from '../harness/score/sources.ts'

export type Turn = { meeting_id: string; domain: string; turn: number; speaker: string; text: string }
export type Query = {
  id: string
  meeting_id: string
  domain: string
  query: string
  spans: [number, number][]
}
type Window = { meeting_id: string; turn_start: number; turn_end: number; words: number }
export type Place = [meeting: string, first: number, last: number]
export type Meetings = {
  turns: Map<string, Turn[]>
  queries: Query[]
  windows: Map<string, Window[]>
}

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

const grouped = <T extends { meeting_id: string }>(rows: T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.meeting_id)
    if (group) group.push(row)
    else groups.set(row.meeting_id, [row])
  }
  return groups
}

export function readMeetings(folder: string): Meetings {
  const turns = grouped(linesOf<Turn>(join(folder, 'corpus.jsonl')))
  const file = join(folder, 'windows.jsonl')
  const windows = existsSync(file)
    ? grouped(linesOf<Window>(file))
    : new Map([...turns].map(([id, list]) => [id, windowsOf(id, list)]))
  return { turns, queries: linesOf<Query>(join(folder, 'queries.jsonl')), windows }
}

/** As the data's own windows were made: turns until there are 120 words; a last one of less than 40 joins the one before. */
function windowsOf(id: string, turns: Turn[]): Window[] {
  const windows: Window[] = []
  let [from, words] = [0, 0]
  turns.forEach(({ text }, at) => {
    words += wordsIn(text)
    const isLast = at === turns.length - 1
    if (words < 120 && !isLast) return
    const before = windows.at(-1)
    if (isLast && words < 40 && before) {
      before.turn_end = at
      before.words += words
    } else windows.push({ meeting_id: id, turn_start: from, turn_end: at, words })
    ;[from, words] = [at + 1, 0]
  })
  return windows
}

/** Every meeting as a call of no account, its turns from 0. */
export async function storeMeetings(db: Db, workspace: string, { turns }: Meetings): Promise<void> {
  const sources = [...turns].map(([name, list]) => ({
    name,
    source: {
      ...{ kind: 'call' as const, title: name, people: [...new Set(list.map(({ speaker }) => speaker))] },
      passages: list.map(({ speaker, text }) => ({ speaker, text })),
    },
  }))
  await ingest(db, workspace, sources)
}

export type Score = { meeting: string; domain: string; ndcg: number; recall: number }

/** Binary gain over the windows that the passages fall on: a window is relevant when half of it lies in an answer, or it holds half of one. */
export function scoreOf(meetings: Meetings, query: Query, places: readonly Place[]): Score {
  const sizes = (meetings.turns.get(query.meeting_id) ?? []).map(({ text }) => Math.max(1, wordsIn(text)))
  const relevant = relevantOf(meetings, query, sizes)
  const { ndcg, recall } = rankingOf(windowsHit(meetings, places), relevant, 10)
  return { meeting: query.meeting_id, domain: query.domain, ndcg, recall }
}

const sum = (sizes: readonly number[], from: number, to: number) =>
  sizes.slice(from, to + 1).reduce((all, size) => all + size, 0)

function relevantOf({ windows }: Meetings, { meeting_id, spans }: Query, sizes: number[]): Set<Window> {
  const marked = new Set(
    spans.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
  )
  return new Set(
    (windows.get(meeting_id) ?? []).filter(({ turn_start, turn_end }) => {
      const own = sum(sizes, turn_start, turn_end)
      const inside = sizes.reduce(
        (all, size, at) => (at >= turn_start && at <= turn_end && marked.has(at) ? all + size : all),
        0,
      )
      const holds = ([from, to]: [number, number]) =>
        sum(sizes, Math.max(from, turn_start), Math.min(to, turn_end)) >= sum(sizes, from, to) / 2
      return (
        inside >= own / 2 || spans.some((span) => span[0] <= turn_end && span[1] >= turn_start && holds(span))
      )
    }),
  )
}

function windowsHit({ windows, turns }: Meetings, places: readonly Place[]): Window[] {
  const hit = new Set<Window>()
  for (const [meeting, from, to] of places) {
    const sizes = (turns.get(meeting) ?? []).map(({ text }) => wordsIn(text))
    const own = sum(sizes, from, to)
    const touched = (windows.get(meeting) ?? []).flatMap((window) => {
      const [first, last] = [Math.max(from, window.turn_start), Math.min(to, window.turn_end)]
      if (first > last) return []
      const shared = sum(sizes, first, last)
      const isHit = shared >= sum(sizes, window.turn_start, window.turn_end) / 2 || shared >= own / 2
      return isHit ? [{ window, shared }] : []
    })
    for (const { window } of touched.sort((a, b) => b.shared - a.shared)) hit.add(window)
  }
  return [...hit]
}
