/** Tokens that are planted, and the search for them in every form: as they are, in base64 wherever they stand in it, hex, and as addresses write them. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import type { Random } from '#db/demo/random.ts'

const letters = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789')

/** Like what providers hand out; some with characters that addresses and JSON write otherwise. */
export function makeToken(chance: Random): string {
  const body = Array.from({ length: 32 }, () => chance.pick(letters)).join('')
  return chance.chance(0.3) ? `${body.slice(0, 16)}/+${body.slice(16)}=` : body
}

/** Base64 of it inside something longer: the letters that do not depend on what stands around. */
function insideBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '')
    return text.slice(Math.ceil((offset * 8) / 6), -1)
  })
}

export function formsOf(token: string): string[] {
  const bytes = Buffer.from(token)
  const inBase64 = insideBase64(bytes)
  return [
    ...new Set([
      ...[token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)],
      ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
      ...inBase64,
      ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ]
}

/** Every row of every table, whoever's it is, as text. */
export const dumpOf = (db: Db): Promise<string[]> =>
  db.asOwner(async (tx) => {
    const tables = await rowsOf<{ name: string }>(
      tx,
      sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
    )
    const rows: string[] = []
    for (const { name } of tables) {
      const found = await rowsOf<{ row: string }>(tx, sql.raw(`select t::text as row from ${name} t`))
      rows.push(...found.map(({ row }) => `${name} ${decoded(row)}`))
    }
    return rows
  })

/** Bytes too, as the text that they may be. */
const decoded = (row: string) =>
  row.replaceAll(
    /\\{1,2}x((?:[0-9a-f]{2}){4,})/g,
    (all, hex: string) => `${all} ${Buffer.from(hex, 'hex').toString('latin1')}`,
  )

export type Hit = { token: string; form: string; where: string }

/** A hit a token and text. */
export function hitsIn(texts: readonly string[], tokens: readonly string[]): Hit[] {
  const wanted = tokens.map((token) => ({ token, forms: formsOf(token) }))
  return texts.flatMap((text) =>
    wanted.flatMap(({ token, forms }) => {
      const form = forms.find((one) => text.includes(one))
      return form === undefined ? [] : [{ token, form, where: text.slice(0, 200) }]
    }),
  )
}
