/** Sends requests to a program under measurement, so many at a time, and times each: first word of the answer, and its end. */
import { Agent, request } from 'node:http'
import { enterDemo } from '../kit/enter-demo.ts'

export type Shot = { path: string; body?: unknown; cookie?: string | undefined }
export type Timed = { ms: number; firstMs: number; text: string }
export type Driven = { timed: Timed[]; seconds: number }

const firstWord = '"type":"text-delta"'

/** Sends all shots, at most `lanes` at once, and keeps those that `isWhole` accepts; throws at one that is not. */
export async function drive(
  url: string,
  shots: readonly Shot[],
  lanes: number,
  isWhole: (text: string) => boolean,
): Promise<Driven> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const timed: Timed[] = []
  const cookie = shots.some((shot) => shot.cookie === undefined) ? await visitorOf(url) : ''
  let next = 0
  const start = performance.now()
  const lane = async () => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const one = await send(agent, url, { cookie, ...shot })
      if (!isWhole(one.text))
        throw new Error(`${shot.path} answered not as it should, ending in: ${one.text.slice(-800)}`)
      timed.push(one)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    agent.destroy()
  }
  return { timed, seconds: (performance.now() - start) / 1000 }
}

/** A visitor of the demo; of a program that has none (a floor), nobody. */
const visitorOf = (url: string): Promise<string> => enterDemo(url).catch(() => '')

function send(agent: Agent, url: string, { path, body, cookie }: Shot): Promise<Timed> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const start = performance.now()
  return new Promise((done, broken) => {
    const outgoing = request(
      url + path,
      {
        agent,
        method: sent === undefined ? 'GET' : 'POST',
        headers: {
          ...(sent !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(sent),
            origin: new URL(url).origin,
          }),
          ...(cookie !== undefined && { cookie }),
        },
      },
      (response) => {
        let text = ''
        let firstMs = Number.NaN
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (Number.isNaN(firstMs) && text.includes(firstWord)) firstMs = performance.now() - start
        })
        response.on('end', () => {
          if (response.statusCode === 200) done({ ms: performance.now() - start, firstMs, text })
          else broken(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 500)}`))
        })
        response.on('error', broken)
      },
    )
    outgoing.on('error', broken)
    outgoing.end(sent)
  })
}
