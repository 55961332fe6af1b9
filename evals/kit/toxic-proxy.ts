/** A TCP proxy on loopback that harms what passes through it: delay, reset, silence, a cut after so many bytes, a refused connection. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Toxic = {
  /** Held back by this long, each way. */
  latencyMs?: number
  /** New connections are reset at once. */
  refuses?: boolean
  /** Nothing passes any more, and nobody is told. */
  isSilent?: boolean
  /** The connection is reset after it has passed so many bytes towards the server from now on. */
  cutAfterBytes?: number
}

export type ToxicProxy = {
  port: number
  /** The address with the proxy in the server's place. */
  through: (url: string) => string
  /** Holds for what passes from now on. */
  set: (toxic: Toxic) => void
  /** Resets every open connection; answers how many there were. */
  cut: () => number
  open: () => number
  close: () => Promise<void>
}

export async function startToxicProxy(target: string): Promise<ToxicProxy> {
  const { hostname, port } = new URL(target)
  let toxic: Toxic = {}
  let left = Number.POSITIVE_INFINITY
  const pairs = new Set<[Socket, Socket]>()

  const carry = (from: Socket, to: Socket, isUp: boolean, cutBoth: () => void) => {
    // One chunk after the other, so that a delay keeps their order.
    let last: Promise<void> = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      from.pause()
      last = last.then(async () => {
        if (toxic.latencyMs) await sleep(toxic.latencyMs)
        if (toxic.isSilent) return
        const passing = isUp ? chunk.subarray(0, Math.max(0, left)) : chunk
        if (isUp) left -= chunk.length
        if (!to.destroyed) to.write(passing)
        if (left < 0 && isUp) cutBoth()
        else from.resume()
      })
    })
  }

  const server = createServer((client) => {
    if (toxic.refuses) {
      client.resetAndDestroy()
      return
    }
    const upstream = connect(Number(port), hostname)
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    const cutBoth = () => {
      for (const socket of pair) socket.resetAndDestroy()
    }
    for (const socket of pair) {
      socket.on('error', () => {}) // a reset is what this is for
      socket.on('close', () => {
        pairs.delete(pair)
        cutBoth()
      })
    }
    carry(client, upstream, true, cutBoth)
    carry(upstream, client, false, cutBoth)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = (server.address() as AddressInfo).port
  const cut = () => {
    const open = [...pairs]
    for (const pair of open) for (const socket of pair) socket.resetAndDestroy()
    return open.length
  }
  return {
    port: own,
    through: (url) => {
      const address = new URL(url)
      address.hostname = '127.0.0.1'
      address.port = String(own)
      return address.href
    },
    set: (next) => {
      toxic = next
      left = next.cutAfterBytes ?? Number.POSITIVE_INFINITY
    },
    cut,
    open: () => pairs.size,
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
