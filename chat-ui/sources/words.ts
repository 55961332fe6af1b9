/** How kinds of sources, times in a call and moments are named. */
import type { SourceKind } from '#server/contract-sources.ts'
import { formatDay } from '../cells/format.ts'

export const kindNames: Record<SourceKind, string> = {
  call: 'Call',
  document: 'Document',
  playbook: 'Playbook',
  mail: 'Mail',
  message: 'Message',
  note: 'Note',
  ticket: 'Ticket',
  survey: 'Survey answer',
}

/** A kind that this page does not know is named as it is. */
export const kindName = (kind: string): string => (kindNames as Record<string, string>)[kind] ?? kind

/** Seconds as `1:02:03` or `2:03`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

export const dayOf = (at: string): string => formatDay(at.slice(0, 10), {})

/** `00:01:05–00:02:00` reads `1:05–2:00`; other places read as they are. */
export const placeOf = (locator: string): string =>
  locator.replaceAll(/\b0(?:0:0?)?(?=\d*:?\d{1,2}:\d\d)/g, '')

export const count = (value: number, one: string, many = `${one}s`): string =>
  `${value.toLocaleString()} ${value === 1 ? one : many}`
