/** The floor as a program: the same turn and the same list of conversations by the least code that gives them. */
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { AddressInfo } from 'node:net'
import { benchDay, demoWorkspace, handWritten, toolCall } from './turn-question.ts'

const [folder = '', endpoint = '', person = ''] = process.argv.slice(2)
const db = await PGlite.create({ dataDir: folder, extensions: { vector, pg_trgm } })

type Call = { id: string; name: string; arguments: string }
type Delta = {
  content?: string | null
  tool_calls?: { id?: string; function: { name?: string; arguments?: string } }[]
}
type Message = { role: string; content: string | null; tool_calls?: unknown; tool_call_id?: string }

const tools = [
  {
    type: 'function',
    function: {
      name: toolCall.name,
      description: 'Lists records',
      parameters: {
        type: 'object',
        properties: { from: { type: 'string' } },
      },
    },
  },
]

/** One streamed completion; its calls are collected, its text goes out as it comes. */
async function complete(messages: Message[], onText: (delta: string) => Promise<void>): Promise<Call | null> {
  const response = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
    body: JSON.stringify({ model: 'stand-in', stream: true, messages, tools }),
  })
  if (!response.ok || !response.body) throw new Error(`the endpoint answered ${response.status}`)
  let call: Call | null = null
  let rest = ''
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
      const { choices } = JSON.parse(line.slice(6)) as { choices: { delta: Delta }[] }
      const delta = choices[0]?.delta
      if (delta?.content) await onText(delta.content)
      for (const part of delta?.tool_calls ?? []) {
        call ??= { id: part.id ?? '', name: part.function.name ?? '', arguments: '' }
        call.arguments += part.function.arguments ?? ''
      }
    }
  }
  return call
}

async function turn(text: string, stream: SSEStreamingApi): Promise<void> {
  const say = (delta: string) =>
    stream.writeSSE({ data: JSON.stringify({ type: 'text-delta', id: '1', delta }) })
  const messages: Message[] = [
    { role: 'system', content: 'You answer from the records.' },
    { role: 'user', content: text },
  ]
  const call = await complete(messages, say)
  if (!call) throw new Error('the model asked for nothing')
  const { rows } = await db.query(handWritten, [demoWorkspace, benchDay])
  await stream.writeSSE({ data: JSON.stringify({ type: 'data-table', id: call.id, data: { rows } }) })
  const { id, ...called } = call
  await complete(
    [
      ...messages,
      { role: 'assistant', content: null, tool_calls: [{ id, type: 'function', function: called }] },
      { role: 'tool', content: JSON.stringify(rows), tool_call_id: id },
    ],
    say,
  )
  await stream.writeSSE({ data: JSON.stringify({ type: 'finish' }) })
}

const conversations = `
  select c.id, c.title, c.updated_at as "updatedAt", exists (
    select from turns t where t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.state = 'running'
  ) as running
  from conversations c
  join users u on u.workspace_id = c.workspace_id and u.id = c.user_id
  where c.workspace_id = $1 and u.email = $2 and not c.archived
  order by c.updated_at desc limit 200`

const app = new Hono()
app.post('/turn', async (c) => {
  const { text } = await c.req.json<{ text: string }>()
  return streamSSE(c, (stream) => turn(text, stream))
})
app.get('/conversations', async (c) => c.json((await db.query(conversations, [demoWorkspace, person])).rows))
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
process.stdout.write(`ready: http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close()
    void db.close()
  })
}
