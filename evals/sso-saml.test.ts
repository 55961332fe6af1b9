/** Single sign-on by SAML, end to end against a real identity provider, and with what attackers make of its responses. */
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProviderRow } from '#server/contract-sso.ts'
import { signedParts } from '#server/sso/saml-signature.ts'
import { Distrust } from '#server/sso/trust.ts'
import { keyPair } from './kit/certificate.ts'
import { realService, setUp, type Client, type RealService } from './kit/real-service.ts'
import {
  startSamlIdp,
  formAt,
  type Differing,
  type PostedForm,
  type Response,
  type SamlIdp,
} from './kit/saml-idp.ts'
import { wrapped } from './kit/saml-wrapping.ts'
import { begin, land, landForm, post, recorded, signInBySaml, whoIs } from './kit/sso-browser.ts'

let service: RealService
let admin: Client
let idp: SamlIdp

beforeAll(async () => {
  service = await realService()
  admin = await setUp(service)
  idp = await startSamlIdp(() => `${service.url}/api/auth/sso/saml2/metadata/entra`)
  const made = await addSaml('entra', { metadataUrl: `${idp.url}/metadata` })
  expect(made.body.issuer).toBe(idp.entityId)
})
afterAll(async () => {
  await idp.close()
  await service.close()
})

const addSaml = (id: string, how: object) =>
  admin.post<ProviderRow>('/api/sso/providers', {
    ...{ id, kind: 'saml', label: 'Entra', domains: ['acme.example'], newRole: 'viewer', ...how },
  })

const nora = { nameId: 'n-1', email: 'nora@acme.example', name: 'Nora Lind' }
const mallory = { nameId: 'm-1', email: 'mallory@acme.example', name: 'Mallory' }

/** Begins a sign-in; `requestId` is what the provider would answer to. */
async function asked(): Promise<{ client: Client; requestId: string; state: string; action: string }> {
  const client = service.client()
  idp.signedIn.as = mallory
  const { action, form } = await formAt(await begin(client, 'entra'))
  const [, requestId = ''] =
    /InResponseTo="([^"]+)"/.exec(Buffer.from(form.SAMLResponse, 'base64').toString()) ?? []
  return { client, requestId, state: form.RelayState, action }
}
const formOf = (action: string, state: string, xml: string): PostedForm => ({
  ...{ action, form: { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: state } },
})

/** Signs in with that response, changed by `change`. */
async function come(
  response: Partial<Response>,
  change = (xml: string) => xml,
): Promise<{ at: string; client: Client }> {
  const { client, requestId, state, action } = await asked()
  const xml = change(await idp.respond({ as: nora, requestId, ...response }))
  return { at: await landForm(client, formOf(action, state, xml)), client }
}
async function expectRefused(response: Partial<Response>, change?: (xml: string) => string): Promise<void> {
  const { at, client } = await come(response, change)
  expect(at).toBe('/?sso=refused')
  expect(await whoIs(client)).toBe(null)
}

describe('signing in by the provider', () => {
  test.each(['assertion', 'message', 'both'] as const)('lets a person in: the %s is signed', async (what) => {
    idp.signedIn.as = nora
    idp.signs.what = what
    const client = service.client()
    expect(await signInBySaml(client, 'entra', '/c/1')).toBe('/c/1')
    expect(await whoIs(client)).toBe('nora@acme.example')
    idp.signs.what = 'assertion'
  })

  test('makes a person with the role for new ones, and knows them again by the NameID alone', async () => {
    const fresh = { nameId: 'f-1', email: 'fresh@acme.example', name: 'Fresh & Bold <b>' }
    expect(await whoIs((await come({ as: fresh })).client)).toBe('fresh@acme.example')
    const { client } = await come({ as: { nameId: 'f-1', email: 'max@acme.example' } })
    const { body } = await client.get<{ me: object }>('/api/session')
    expect(body.me).toEqual({ email: 'fresh@acme.example', name: 'Fresh & Bold <b>', role: 'viewer' })
  })

  test('takes over no account that has a password, and none by another NameID', async () => {
    expect((await come({ as: { nameId: 'a-1', email: 'ada@acme.example' } })).at).toBe('/?sso=has_account')
    expect((await come({ as: { nameId: 'n-2', email: 'nora@acme.example' } })).at).toBe('/?sso=has_account')
  })

  test('takes no e-mail of another domain, and no name that changes each time', async () => {
    expect((await come({ as: { nameId: 'o-1', email: 'o@other.example' } })).at).toBe('/?sso=other_domain')
    expect((await come({ as: { nameId: 'o-2' } })).at).toBe('/?sso=no_email')
    await expectRefused({ as: { ...nora, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' } })
  })

  test('tells the provider that it did not, where the person cancelled', async () => {
    const { at } = await come({ differing: { StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Responder' } })
    expect(at).toBe('/?sso=cancelled')
  })
})

describe('a response', () => {
  test('is taken once, also before the browser has come back', async () => {
    const { client, requestId, state, action } = await asked()
    const form = formOf(action, state, await idp.respond({ as: nora, requestId }))
    const next = await post(client, form)
    expect(await post(client, form)).toBe('/?sso=expired')
    const cookies = new Map(client.jar)
    expect(await land(client, new URL(next, service.url).href)).toBe('/')
    const thief = service.client()
    for (const [name, value] of cookies) thief.jar.set(name, value)
    expect(await post(thief, form)).toBe('/?sso=expired')
    expect(await land(thief, new URL(next, service.url).href)).toBe('/?sso=expired')
    expect(await whoIs(thief)).toBe(null)
  })

  test('to another request is worth nothing, whatever state comes with it', async () => {
    const one = await asked()
    const other = await asked()
    const stolen = await idp.respond({ as: nora, requestId: one.requestId })
    expect(await landForm(other.client, formOf(other.action, other.state, stolen))).toBe('/?sso=refused')
  })

  test('signs in no other browser than the one that asked', async () => {
    const { client: attacker, requestId, state, action } = await asked()
    const next = await post(attacker, formOf(action, state, await idp.respond({ as: mallory, requestId })))
    const victim = service.client()
    await begin(victim, 'entra')
    expect(await land(victim, new URL(next, service.url).href)).toBe('/?sso=expired')
    expect(await whoIs(victim)).toBe(null)
  })

  test('that nobody asked for is not taken', async () => {
    const xml = await idp.respond({ as: nora, requestId: '_unasked' })
    const client = service.client()
    expect(
      await landForm(client, formOf(`${service.url}/api/auth/sso/saml2/acs/entra`, 'x'.repeat(43), xml)),
    ).toBe('/?sso=expired')
    const { state, action } = await asked()
    expect(
      await landForm(client, formOf(action, state, xml.replaceAll(' InResponseTo="_unasked"', ''))),
    ).toBe('/?sso=refused')
  })

  const wrong: [string, Differing][] = [
    ['for another audience', { Audience: 'https://other.example/metadata' }],
    ['for another recipient', { SubjectRecipient: 'https://other.example/acs' }],
    ['for another destination', { Destination: 'https://other.example/acs' }],
    ['to another request', { InResponseTo: '_another' }],
    ['of another issuer', { Issuer: 'https://other.example/idp' }],
    ['that has expired', { minutes: { from: -20, until: -5 } }],
    ['that holds only later', { minutes: { from: 10, until: 20 } }],
  ]
  test.each(wrong)('%s signs nobody in, though it is signed', async (_, differing) => {
    await expectRefused({ differing })
    await expectRefused({ differing, sign: 'message' })
  })
})

describe('a signature', () => {
  test('has to be there', async () => {
    await expectRefused({ sign: 'nothing' })
    await expectRefused({}, (xml) => xml.replace(/<ds:Signature[\s\S]*?<\/ds:Signature>/, ''))
  })

  test('has to be of the provider’s key, whatever key comes along', async () => {
    const key = keyPair('idp.test')
    for (const sign of ['assertion', 'message', 'both'] as const) await expectRefused({ key, sign })
  })

  test('has to fit what was signed', async () => {
    await expectRefused({ as: mallory }, (xml) => xml.replace('mallory@acme.example', 'nora@acme.example'))
    await expectRefused({ as: mallory, sign: 'message' }, (xml) => xml.replace('m-1', 'n-1'))
    await expectRefused({ sign: 'both', as: mallory }, (xml) => xml.replaceAll('m-1', 'n-1'))
  })

  test('has to be strong', async () => {
    await expectRefused({ algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' })
    const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'
    await expectRefused({}, (xml) => xml.replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', hmac))
    await expectRefused({}, (xml) =>
      xml.replace(/(DigestMethod Algorithm=")[^"]+/, '$1http://www.w3.org/2000/09/xmldsig#sha1'),
    )
    await expectRefused({}, (xml) =>
      xml.replace(
        /(CanonicalizationMethod Algorithm=")[^"]+/,
        '$1http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
      ),
    )
  })

  test('can not be wrapped round a forged assertion', async () => {
    const { requestId } = await asked()
    const names = wrapped(
      await idp.respond({ as: mallory, requestId }),
      await idp.respond({ as: mallory, requestId, sign: 'message' }),
      (xml) => xml,
    ).map(([name]) => name)
    for (const [index, name] of names.entries()) {
      const { client, requestId, state, action } = await asked()
      const assertion = await idp.respond({ as: mallory, requestId })
      const message = await idp.respond({ as: mallory, requestId, sign: 'message' })
      const forge = (xml: string) =>
        xml.replaceAll('m-1', 'n-1').replaceAll('mallory@acme.example', 'nora@acme.example')
      const [, xml = ''] = wrapped(assertion, message, forge)[index] ?? []
      expect([name, xml.includes('n-1')]).toEqual([name, true])
      expect([name, await landForm(client, formOf(action, state, xml))]).toEqual([name, '/?sso=refused'])
      expect(await whoIs(client)).toBe(null)
    }
  })
})

test('only what was signed is ever read, in whatever it is wrapped', async () => {
  const response = (sign: 'assertion' | 'message') => idp.respond({ as: mallory, requestId: '_any', sign })
  const forge = (xml: string) => xml.replaceAll('m-1', 'n-1')
  const signed = (xml: string) => {
    try {
      return JSON.stringify(signedParts(xml, [idp.key.certificate]))
    } catch (error) {
      if (error instanceof Distrust) return ''
      throw error
    }
  }
  const [assertion, message] = [await response('assertion'), await response('message')]
  expect([signed(assertion), signed(message)]).toEqual([
    expect.stringContaining('m-1'),
    expect.stringContaining('m-1'),
  ])
  for (const [name, xml] of wrapped(assertion, message, forge))
    expect([name, signed(xml).includes('n-1')]).toEqual([name, false])
})

describe('XML', () => {
  const cut = { nameId: 'n-1.evil', email: 'nora@acme.example.evil.example' }
  test('with a comment in a name is not taken, though its signature holds', async () => {
    await expectRefused({ as: cut }, (xml) =>
      xml.replace('nora@acme.example.evil', 'nora@acme.example<!---->.evil'),
    )
    await expectRefused({ as: cut }, (xml) => xml.replace('n-1.evil', 'n-1<!-- x -->.evil'))
    await expectRefused({ as: cut }, (xml) => xml.replace('n-1.evil', 'n-1<?x y?>.evil'))
    await expectRefused({ as: cut }, (xml) => xml.replace('n-1.evil', 'n-1<![CDATA[]]>.evil'))
  })

  test('with a DTD, with entities or of the wrong form is not taken', async () => {
    const dtd = '<!DOCTYPE x [<!ENTITY a "nora"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    await expectRefused({}, (xml) => dtd + xml)
    await expectRefused({}, (xml) => dtd + xml.replace('n-1', '&b;'))
    await expectRefused({}, (xml) => xml.replace('n-1', '&a;'))
    await expectRefused({}, (xml) => `${xml}<x/>`)
    await expectRefused({}, (xml) => xml.slice(0, -10))
    await expectRefused({}, () => 'no XML at all')
    await expectRefused({}, () => '')
    await expectRefused({}, (xml) =>
      xml.replace('<saml:Subject>', `<x>${'<y>'.repeat(200)}${'</y>'.repeat(200)}</x><saml:Subject>`),
    )
    await expectRefused({}, (xml) =>
      xml.replace('<saml:Subject>', `<!--${'x'.repeat(300_000)}--><saml:Subject>`),
    )
  })
})

describe('another provider of the same name', () => {
  test('signs in nobody of this one', async () => {
    const own = keyPair('mallory.test')
    const metadata = idp.metadata.replace(/(<(?:ds:)?X509Certificate>)[^<]+/g, `$1${own.body}`)
    expect((await addSaml('twin', { metadata })).status).toBe(200)
    const client = service.client()
    const url = await begin(client, 'twin')
    const state = new URL(url).searchParams.get('RelayState') ?? ''
    const twinIdp = await startSamlIdp(() => `${service.url}/api/auth/sso/saml2/metadata/twin`)
    try {
      // The request id is what the twin would read from the request.
      const request = inflateRawSync(
        Buffer.from(new URL(url).searchParams.get('SAMLRequest') ?? '', 'base64'),
      ).toString()
      const requestId = / ID="([^"]+)"/.exec(request)?.[1] ?? ''
      const xml = await twinIdp.respond({
        as: nora,
        requestId,
        key: own,
        differing: { Issuer: idp.entityId },
      })
      const at = await landForm(client, formOf(`${service.url}/api/auth/sso/saml2/acs/twin`, state, xml))
      // It is that provider’s own response; but what it calls nora was linked by the other one.
      expect(at).toBe('/?sso=has_account')
      expect(await whoIs(client)).toBe(null)
    } finally {
      await twinIdp.close()
    }
  })
})

describe('metadata', () => {
  const refused = async (change: (xml: string) => string) =>
    expect((await addSaml('bad', { metadata: change(idp.metadata) })).status).toBe(400)

  test('without what it takes is not stored', async () => {
    await refused(() => '<x/>')
    await refused(() => 'no XML')
    await refused((xml) => xml.replace(/entityID="[^"]+"/, ''))
    await refused((xml) => xml.replace(/<(?:\w+:)?KeyDescriptor[\s\S]*<\/(?:\w+:)?KeyDescriptor>/, ''))
    await refused((xml) => xml.replaceAll('HTTP-Redirect', 'SOAP'))
    await refused((xml) => xml.replace(/Location="[^"]+"/, 'Location="javascript:alert(1)"'))
    await refused((xml) => xml.replace(/Location="[^"]+"/, 'Location="https://10.0.0.8/sso"'))
    await refused((xml) => xml.replace(/WantAuthnRequestsSigned="[^"]*"/, 'WantAuthnRequestsSigned="true"'))
    await refused((xml) => `<!DOCTYPE x>${xml}`)
  })

  test('with a short key are not stored', async () => {
    const { body } = keyPair('short.test', 1024)
    await refused((xml) => xml.replace(/(<(?:ds:)?X509Certificate>)[^<]+/g, `$1${body}`))
  })

  test('inside the network are not fetched', async () => {
    expect((await addSaml('bad', { metadataUrl: 'https://169.254.169.254/metadata' })).status).toBe(400)
  })
})

test('the log tells what was wrong with each', async () => {
  const whys = (await recorded(service.db, 'acme', 'sign_in_failed')).map(
    (one) => (one as { why: string }).why,
  )
  for (const why of [
    'nothing in the response is signed',
    'a signature does not hold, or is by another key',
    'the XML has a DTD',
  ])
    expect(whys).toContain(why)
})
