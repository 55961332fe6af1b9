/** Hears of every connection that this process opens to anywhere but itself, whichever library opens it. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'

const isOurs = (host: string) =>
  /^(?:127\.\d+\.\d+\.\d+|localhost|\[?::1\]?|\[?::ffff:127\.0\.0\.1\]?)$/.test(host)

type Told = {
  request?: { origin?: string | URL; host?: string }
  socket?: {
    once: (
      event: 'lookup',
      listener: (error: unknown, address: string, family: number, host: string) => void,
    ) => void
  }
}

/** `stop` gives the hosts in the order in which they were asked. */
export function watchConnections(): { stop: () => string[] } {
  const hosts: string[] = []
  const heard = (host: string | undefined) => {
    if (host !== undefined && host !== '' && !isOurs(host)) hosts.push(host)
  }
  const onFetch = (message: unknown) => heard(new URL(String((message as Told).request?.origin)).hostname)
  const onHttp = (message: unknown) => heard((message as Told).request?.host)
  const onSocket = (message: unknown) =>
    (message as Told).socket?.once('lookup', (_error, _address, _family, host) => heard(host))
  const channels = [
    ['undici:request:create', onFetch],
    ['http.client.request.start', onHttp],
    ['net.client.socket', onSocket],
  ] as const
  for (const [name, listener] of channels) subscribe(name, listener)
  return {
    stop: () => {
      for (const [name, listener] of channels) unsubscribe(name, listener)
      return hosts
    },
  }
}
