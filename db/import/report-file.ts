/** Writes every refused row of an import to a CSV file, as it is refused: file, line, column, value, reason. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { ImportProblem } from '../schema/workspaces.ts'
import { printable } from './refusal.ts'

const chunk = 64 * 1024
const longestValue = 500

/** A spreadsheet would run a cell that begins so; an apostrophe makes it text. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r\0＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export type ReportFile = {
  add: (problem: ImportProblem, value: string | undefined) => void
  /** Answers how many rows stand in it. */
  close: () => number
}

/** Replaces the file where there is one. */
export function openReport(path: string): ReportFile {
  const file = openSync(path, 'w', 0o600)
  let waiting = 'file,line,column,value,reason\n'
  let rows = 0
  const write = () => {
    writeSync(file, waiting)
    waiting = ''
  }
  return {
    add: ({ file: name, line, column, reason }, value) => {
      const cells = [
        name,
        line === null ? '' : String(line),
        column ?? '',
        (value ?? '').slice(0, longestValue),
        reason,
      ]
      waiting += `${cells.map((text) => cell(printable(text))).join(',')}\n`
      rows++
      if (waiting.length > chunk) write()
    },
    close: () => {
      write()
      closeSync(file)
      return rows
    },
  }
}
