/** Tells decoded text apart: captions, JSON, HTML, Markdown, a talk, or just text; by what it says before what it is named. */
import { readCaptions } from '#db/import/transcripts/captions.ts'
import { parseJson, turnsInJson } from '#db/import/transcripts/json.ts'
import { itemIn } from '#db/import/transcripts/json-turn.ts'
import { extensionOf } from '#db/import/readable.ts'
import { FileFault } from '#db/import/refusal.ts'
import { callOf, talkIn } from './call.ts'
import { documentOf } from './document.ts'
import { htmlBlocks } from './html.ts'
import { readMarkdown } from './markdown.ts'
import { paragraphsOf } from './paragraphs.ts'
import type { SourceText } from './source.ts'
import { momentInName, momentOf } from './when.ts'

const cueTimes = /^\s*(?:\d{1,3}:)?\d{1,3}:\d{1,2}[.,]\d{1,7}\s*-->\s*(?:\d{1,3}:)?\d{1,3}:\d{1,2}[.,]\d/
const html =
  /<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<(?:div|table|p)[\s>][\s\S]{0,4000}<\/(?:div|table|p)>/i
const headLines = 200

export function readText(name: string, lines: string[]): SourceText {
  const extension = extensionOf(name)
  const head = lines.slice(0, headLines)
  const first = head.find((line) => line.trim() !== '')?.trim() ?? ''
  const isNamed = (...names: string[]) => names.includes(extension)
  if (first.startsWith('WEBVTT') || head.some((line) => cueTimes.test(line)) || isNamed('vtt', 'srt')) {
    return callOf(name, readCaptions(lines))
  }
  if (isNamed('json', 'jsonl', 'ndjson')) return readJson(name, jsonIn(lines))
  if (/^[{[]/.test(first)) {
    const value = jsonOrNull(lines)
    if (value !== null) return readJson(name, value)
  }
  if (isNamed('html', 'htm', 'xhtml') || html.test(head.join('\n').slice(0, 16_000))) {
    return documentOf(name, htmlBlocks(lines.join('\n')))
  }
  if (isNamed('md', 'markdown') || head.filter((line) => /^#{1,6} \S/.test(line)).length > 1) {
    return readMarkdown(name, lines)
  }
  return talkIn(name, lines) ?? readNote(name, lines)
}

function readNote(name: string, lines: string[]): SourceText {
  const at = momentInName(name)
  const passages = paragraphsOf(lines.join('\n')).map((text) => ({ text }))
  return { ...(at && { at }), kind: 'note', people: [], passages }
}

/** One value, or one a line. */
function jsonIn(lines: string[]): unknown {
  const filled = lines.filter((line) => line.trim() !== '')
  const isLines = filled.length > 1 && filled.slice(0, 3).every((line) => /^\s*\{.*\}\s*$/.test(line))
  return isLines ? filled.map((line) => parseJson(line)) : parseJson(lines.join('\n'))
}

function jsonOrNull(lines: string[]): unknown {
  try {
    return jsonIn(lines)
  } catch (error) {
    if (error instanceof FileFault) return null // `[00:12] Ana: hello` begins as JSON does
    throw error
  }
}

function readJson(name: string, value: unknown): SourceText {
  const turns = turnsInJson(value)
  const heads = headsIn(value, 0)
  const find = (keys: string[]) => heads.flatMap((head) => keys.map((key) => head[key]))
  const title = find(['title', 'topic', 'subject', 'meeting_title', 'meetingTitle']).find((one) => typeof one === 'string') // prettier-ignore
  const at = find(['date', 'started', 'started_at', 'startedAt', 'start_time', 'startTime', 'createdAt', 'created_at', 'at']).map(momentOf).find((one) => one !== undefined) // prettier-ignore
  return callOf(name, turns, { ...(typeof title === 'string' && { title }), ...(at && { at }) })
}

/** Objects near the top, the outermost first: what a file says of itself, and no turn. */
function headsIn(value: unknown, depth: number): Record<string, unknown>[] {
  const head = itemIn(value)
  if (!head || depth > 3) return []
  return [head, ...Object.values(head).flatMap((inner) => headsIn(inner, depth + 1))]
}
