/** Arrays and whole numbers of a server as the embedded store gives and takes them, without asking the server for its types. */
import { types } from '@electric-sql/pglite'
import type postgres from 'postgres'
import { wholeNumber } from './plain-pglite.ts'

/** The array's type of each element's: what the schema and the queries use. */
const arrayOf: Record<number, number> = {
  16: 1000, // boolean
  17: 1001, // bytea
  19: 1003, // name
  20: 1016, // bigint
  21: 1005, // smallint
  23: 1007, // integer
  25: 1009, // text
  26: 1028, // oid
  114: 199, // json
  700: 1021, // real
  701: 1022, // double precision
  1042: 1014, // char
  1043: 1015, // varchar
  1082: 1182, // date
  1114: 1115, // timestamp
  1184: 1185, // timestamptz
  1186: 1187, // interval
  1700: 1231, // numeric
  2205: 2210, // regclass
  2950: 2951, // uuid
  3802: 3807, // jsonb
}

/** Asked by the driver itself, the question for its types would end the process where a connection is lost in it. */
export function setTypes({ options }: postgres.Sql): void {
  options.parsers[20] = wholeNumber
  for (const [element, array] of Object.entries(arrayOf)) {
    const parse = (text: string): unknown => options.parsers[Number(element)]?.(text) ?? text
    options.parsers[array] = (text: string) => types.arrayParser(text, parse, array) as unknown
    const print = (value: unknown) => String(options.serializers[Number(element)]?.(value) ?? value)
    options.serializers[array] = (values: unknown) => types.arraySerializer(values, print, array)
  }
}
