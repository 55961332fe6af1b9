/** What is called of identity providers, and what never is. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assertCallable, isPublicAddress, openOutbound, OutboundError } from './outbound.ts'

const inside = [
  ...[
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.9.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
  ],
  ...[
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.1',
    '198.51.100.1',
    '203.0.113.9',
    '224.0.0.1',
  ],
  ...[
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::7f00:1',
  ],
  ...[
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '100::1',
    'nonsense',
    '',
  ],
]
const outside = [
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '172.15.0.1',
  '172.32.0.1',
  '192.167.1.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450::1',
]

describe('an address', () => {
  test.each(inside)('inside a network is not called: %s', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  )
  test.each(outside)('of the public network may be: %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )
})

describe('a URL', () => {
  const refused = [
    ...[
      'http://idp.example/',
      'ftp://idp.example/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:,x',
      'no URL',
      '',
    ],
    ...[
      'https://10.0.0.1/',
      'https://0x7f.1/',
      'https://2130706433/',
      'https://0177.0.0.1/',
      'https://127.1/',
      'https://[::1]/',
    ],
    ...[
      'https://[::ffff:169.254.169.254]/',
      'https://169.254.169.254./',
      'https://user:secret@idp.example/',
      'http://127.0.0.1:80/',
    ],
    ...['https://①②⑦.0.0.1/', 'https://0/', 'https://[fe80::1]/', 'https:\\\\10.0.0.1\\x'],
  ]
  test.each(refused)('is refused: %s', (url) => {
    expect(() => assertCallable(url, { loopback: false })).toThrow(OutboundError)
  })

  test('may be of this machine where that is said, and of no other inside', () => {
    expect(assertCallable('http://127.0.0.1:8080/x', { loopback: true }).port).toBe('8080')
    for (const url of [
      'http://127.0.0.2/',
      'http://localhost/',
      'http://[::1]/',
      'http://10.0.0.1/',
      'http://idp.example/',
    ])
      expect(() => assertCallable(url, { loopback: true })).toThrow(OutboundError)
  })
})

describe('a call', () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/long') response.end(Buffer.alloc(2 * 1024 * 1024))
    else if (request.url === '/away') response.writeHead(302, { location: '/secret' }).end()
    else response.end('said')
  })
  let url = ''
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((done) => server.close(done)))

  test('is answered', async () => {
    expect(await openOutbound({ loopback: true })(`${url}/x`)).toEqual({ status: 200, text: 'said' })
  })

  test('of a name that leads inside connects to nothing', async () => {
    const { port } = new URL(url)
    await expect(openOutbound({ loopback: true })(`https://localhost:${port}/`)).rejects.toThrow('not public')
    await expect(openOutbound({ loopback: false })(`https://localhost:${port}/`)).rejects.toThrow(
      'not public',
    )
    expect(asked).not.toContain('/')
  })

  test('follows no redirect and reads no endless answer', async () => {
    await expect(openOutbound({ loopback: true })(`${url}/away`)).rejects.toThrow('redirects elsewhere')
    expect(asked).not.toContain('/secret')
    await expect(openOutbound({ loopback: true })(`${url}/long`)).rejects.toThrow('longer than 1 MB')
  })

  test('to nobody fails in words', async () => {
    await expect(openOutbound({ loopback: true })('http://127.0.0.1:1/')).rejects.toThrow(OutboundError)
  })
})
