/** A fresh RSA key with a self-signed certificate, for identity providers of tests. */
import { generateKeyPairSync, sign } from 'node:crypto'

export type KeyPair = { privateKey: string; certificate: string; /** Without its PEM frame. */ body: string }

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const bytes: number[] = []
  for (let left = content.length; left > 0; left = left >> 8) bytes.unshift(left & 255)
  const length = content.length < 128 ? [content.length] : [128 | bytes.length, ...bytes]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const nothing = der(0x05)
const sha256WithRsa = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), nothing)
const named = (name: string) =>
  sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(name)))))
const time = (at: Date) =>
  der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`))

export function keyPair(name: string, modulusLength = 2048): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
  const day = 86_400_000
  const signed = sequence(
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    named(name),
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + 365 * day))),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey))
  const body = sequence(signed, sha256WithRsa, signature).toString('base64')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${body.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`,
    body,
  }
}
