/** Databases on a server for tests: an empty one, or a copy of one migrated template; each is dropped when its user is done. */
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { openDb } from '#db/connect.ts'
import { addressOf } from './postgres.ts'

export type Database = { url: string; drop: () => Promise<void> }

async function asAdmin(url: string, statements: string[]): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const statement of statements) await client.unsafe(statement)
  } finally {
    await client.end()
  }
}

const mostDrops = 40

async function make(url: string, template: string, locale: string): Promise<Database> {
  const name = `steward_test_${crypto.randomUUID().replaceAll('-', '')}`
  await asAdmin(url, [`create database ${name} template ${template} ${locale}`])
  return {
    url: addressOf(url, name),
    drop: () => drop(url, name),
  }
}

/** The server itself may be at work in the database (autovacuum), which only its own user could end: that is soon over. */
async function drop(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await asAdmin(url, [`drop database if exists ${name} with (force)`])
      return
    } catch (error) {
      const isBusy = error instanceof postgres.PostgresError && ['42501', '55006'].includes(error.code)
      if (!isBusy || attempt === mostDrops) throw error
      await sleep(500)
    }
  }
}

const hasDatabase = async (url: string, name: string): Promise<boolean> => {
  const client = postgres(url, { max: 1 })
  try {
    return (await client`select from pg_database where datname = ${name}`).length > 0
  } finally {
    await client.end()
  }
}

/** Without a schema. On a server of ours its extensions are there, as an administrator would have installed them. */
export async function emptyDatabase(url: string): Promise<Database> {
  const prepared = await hasDatabase(url, 'steward_empty')
  return prepared
    ? make(url, 'steward_empty', '')
    : make(url, 'template0', `encoding 'UTF8' locale 'C.UTF-8'`)
}

/** An empty database that was migrated once; nobody may be connected to it while it is copied. */
export async function makeTemplate(url: string): Promise<Database> {
  const template = await emptyDatabase(url)
  const db = await openDb({ url: template.url, poolSize: 1 })
  await db.close()
  return template
}

export const copyOf = (url: string, template: string): Promise<Database> =>
  make(url, new URL(template).pathname.slice(1), '')
