/** The stand-in model endpoint as a program: each turn gets one records query, then the answer that its parent last set. */
import { startOpenAi } from '../kit/openai-server.ts'
import { toolCall } from './turn-question.ts'

export type EndpointOrder = { answer: string }

const [pace = '0'] = process.argv.slice(2)
const server = await startOpenAi({ msPerChunk: Number(pace) })
let answer = ''
process.on('message', (order: unknown) => {
  if (typeof order === 'object' && order !== null && 'answer' in order) answer = String(order.answer)
})
process.channel?.unref()
server.script((request) => {
  // Thousands of turns pass; what they said is not looked at.
  server.requests.length = 0
  return request.messages.at(-1)?.role === 'tool' ? { text: answer } : { toolCalls: [toolCall] }
})
process.stdout.write(`ready: ${server.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
