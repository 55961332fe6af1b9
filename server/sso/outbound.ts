/** Calls identity providers: https to public addresses only, checked inside the connection; follows no redirect and reads a bounded answer. */
import { lookup } from 'node:dns'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** `loopback` lets 127.0.0.1 be called, also over http: for identity providers of tests and of the same machine. */
export type OutboundOptions = { loopback: boolean }
export type Reply = { status: number; text: string }
export type Call = { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }
export type Outbound = (url: string, call?: Call) => Promise<Reply>

const patienceMs = 10_000
const longestReply = 1024 * 1024

/** Why a provider could not be called; told to administrators, never to who signs in. */
export class OutboundError extends Error {}

const notPublic = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4')
// Everything but global unicast; of that, what only wraps an IPv4 address or is for documentation.
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6')

export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, 'ipv4')
  return family === 6 && globalUnicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

const isLoopback = (address: string) => address === '127.0.0.1'

/** Throws an OutboundError for a URL that is never called, whatever it resolves to. */
export function assertCallable(url: string, { loopback }: OutboundOptions): URL {
  const parsed = URL.parse(url)
  if (!parsed) throw new OutboundError('it is no URL')
  if (parsed.username || parsed.password) throw new OutboundError('a URL with a password in it')
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1')
  if (loopback && isLoopback(host) && /^https?:$/.test(parsed.protocol)) return parsed
  if (parsed.protocol !== 'https:') throw new OutboundError('only https is called')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new OutboundError('an address that is not public')
  return parsed
}

/** Resolves once, and the connection goes to what was checked: no second look-up could tell another address. */
const checkedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = error ? [] : addresses
    if (error) callback(error, '', 0)
    else if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
      callback(new OutboundError('the name leads to an address that is not public'), '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

export const openOutbound =
  (options: OutboundOptions): Outbound =>
  async (url, call = {}) => {
    const target = assertCallable(url, options)
    const signal = AbortSignal.timeout(patienceMs)
    try {
      const response = await send(target, call, signal)
      const status = response.statusCode ?? 0
      if (status >= 300 && status < 400) {
        response.destroy()
        throw new OutboundError('it redirects elsewhere, which is not followed')
      }
      return { status, text: await readBounded(response) }
    } catch (error) {
      if (error instanceof OutboundError) throw error
      throw new OutboundError(
        `it could not be reached: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

const send = (url: URL, { method = 'GET', headers = {}, body }: Call, signal: AbortSignal) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(
      url,
      {
        ...{ method, signal, agent: false, lookup: checkedLookup, maxHeaderSize: 16_384 },
        headers: {
          'user-agent': 'Steward',
          ...headers,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      resolve,
    )
    request.on('error', reject)
    request.end(body)
  })

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > longestReply) throw new OutboundError('its answer is longer than 1 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The answer's JSON object, where the status is of success. */
export async function readObject(
  outbound: Outbound,
  url: string,
  call?: Call,
): Promise<Record<string, unknown>> {
  const { status, text } = await outbound(url, {
    ...call,
    headers: { accept: 'application/json', ...call?.headers },
  })
  if (status !== 200) throw new OutboundError(`it answered ${status}`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new OutboundError('it did not answer with JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OutboundError('it did not answer with a JSON object')
  return value as Record<string, unknown>
}
