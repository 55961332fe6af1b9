/** Runs a measurement once on the embedded store and once on a private Postgres server, which is started for it and removed after it. */
import { serverNeeds, startPostgres, type Postgres } from '../kit/postgres.ts'
import { makeTemplate } from '../kit/server-databases.ts'
import { useServer } from '../kit/store.ts'

export type Kind = 'embedded' | 'server'

/** `settings` are the server's. Within `work`, the test kit's fresh stores are of the kind in question. */
export async function onServer<T>(
  work: (server: Postgres) => Promise<T>,
  options: { settings?: string[]; folder?: string } = {},
): Promise<T> {
  const server = await startPostgres({ settings: [], ...options, ownOnly: true })
  if (!server) throw new Error(`no server: it needs ${serverNeeds}`)
  try {
    const template = await makeTemplate(server.url)
    useServer({ url: server.url, template: template.url })
    return await work(server)
  } finally {
    useServer(null)
    await server.stop()
  }
}

export async function onEmbedded<T>(work: () => Promise<T>): Promise<T> {
  useServer(null)
  return work()
}
