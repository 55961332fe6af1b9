/** What a command of the command line is: one file in server/commands, found by its name. */
import type { parseArgs, ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>['values']

export type Command<O extends Options = Options> = {
  /** A line a form of the command, without the program's name. */
  usage: string
  /** Beside `--data` and `--help`, which all commands have. */
  options: O
  /** The exit status. */
  run: (values: Values<O> & { data?: string | undefined }, rest: string[]) => Promise<number>
}

export const defineCommand = <const O extends Options>(command: Command<O>): Command<O> => command

/** What was typed fits no form of the command; the usage is printed after it. */
export class WrongUsage extends Error {}

/** The option `--today`, checked. */
export function dayOption(day: string | undefined): string | undefined {
  if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day))
    throw new WrongUsage(`--today ${day} is not a day like 2026-11-21`)
  return day
}
