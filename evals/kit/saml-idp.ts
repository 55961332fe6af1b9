/** A real SAML identity provider on loopback (the package samlify): it reads requests, signs responses, and can be made to say what no honest one would. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { keyPair, type KeyPair } from './certificate.ts'
import { closing, listening } from './oidc-provider.ts'

type SamlParty = {
  entityMeta: { getAssertionConsumerService: (binding: 'post') => string; getEntityID: () => string }
  getMetadata: () => string
}
type SamlProvider = SamlParty & {
  parseLoginRequest: (
    sp: SamlParty,
    binding: 'redirect',
    request: { query: Record<string, string> },
  ) => Promise<{ extract: { request: { id: string } } }>
  createLoginResponse: (
    ...given: [
      SamlParty,
      { extract: object },
      'post',
      object,
      (template: string) => { id: string; context: string },
    ]
  ) => Promise<{ context: string }>
}
type Samlify = {
  IdentityProvider: (settings: object) => SamlProvider
  ServiceProvider: (settings: object) => SamlParty
  SamlLib: { replaceTagsByValue: (template: string, values: Record<string, string>) => string }
  setSchemaValidator: (validator: { validate: (xml: string) => Promise<string> }) => void
}

// Its own types bring the browser's with them, and then every file of the project could name `window`.
const samlify = createRequire(import.meta.url)('samlify') as Samlify
const { IdentityProvider, SamlLib, ServiceProvider, setSchemaValidator } = samlify

export type SamlPerson = {
  nameId: string
  email?: string | undefined
  name?: string | undefined
  format?: string | undefined
}

/** Values of the response's template that differ from the right ones. */
export type Differing = Partial<
  Record<'Issuer' | 'Destination' | 'SubjectRecipient' | 'Audience' | 'InResponseTo' | 'StatusCode', string>
> & { minutes?: { from: number; until: number } }

export type Response = {
  as: SamlPerson
  requestId: string
  differing?: Differing
  sign?: 'assertion' | 'message' | 'both' | 'nothing'
  key?: KeyPair
  algorithm?: string
}

export type SamlIdp = {
  url: string
  entityId: string
  key: KeyPair
  metadata: string
  signedIn: { as: SamlPerson }
  /** What the sign-in page makes the browser post. */
  signs: { what: NonNullable<Response['sign']> }
  /** A response as XML. */
  respond: (response: Response) => Promise<string>
  close: () => Promise<void>
}

const template =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}"><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{StatusCode}"/></samlp:Status>' +
  '<saml:Assertion xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{AssertionID}" Version="2.0" IssueInstant="{IssueInstant}"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject><saml:NameID Format="{NameIDFormat}">{NameID}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{Until}" Recipient="{SubjectRecipient}" InResponseTo="{InResponseTo}"/></saml:SubjectConfirmation></saml:Subject>' +
  '<saml:Conditions NotBefore="{From}" NotOnOrAfter="{Until}"><saml:AudienceRestriction><saml:Audience>{Audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{IssueInstant}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>' +
  '<saml:AttributeStatement><saml:Attribute Name="email" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue xsi:type="xs:string">{Email}</saml:AttributeValue></saml:Attribute><saml:Attribute Name="displayName" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue xsi:type="xs:string">{Name}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>'

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const sha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'

/** `steward` is the metadata's address of the service provider. */
export async function startSamlIdp(steward: () => string): Promise<SamlIdp> {
  setSchemaValidator({ validate: () => Promise.resolve('not checked') })
  const server = createServer()
  const url = await listening(server)
  const entityId = `${url}/metadata`
  const own = keyPair('idp.test')
  const idpWith = ({ privateKey, certificate }: KeyPair, algorithm: string) =>
    IdentityProvider({
      ...{ entityID: entityId, privateKey, signingCert: certificate, requestSignatureAlgorithm: algorithm },
      singleSignOnService: [{ Binding: redirect, Location: `${url}/sign-in` }],
      singleLogoutService: [{ Binding: redirect, Location: `${url}/sign-out` }],
      nameIDFormat: [persistent],
      loginResponseTemplate: { context: template, attributes: [] },
    })
  const provider = async (sign: NonNullable<Response['sign']>) => {
    const metadata = (await (await fetch(steward())).text()).replace(
      'WantAssertionsSigned="true"',
      `WantAssertionsSigned="${sign === 'assertion' || sign === 'both'}"`,
    )
    return ServiceProvider({ metadata, wantMessageSigned: sign === 'message' || sign === 'both' })
  }
  const signedIn: SamlIdp['signedIn'] = { as: { nameId: 'nobody' } }
  const signs: SamlIdp['signs'] = { what: 'assertion' }

  const respond: SamlIdp['respond'] = async ({
    as,
    requestId,
    differing = {},
    sign = 'assertion',
    key = own,
    algorithm = sha256,
  }) => {
    const sp = await provider(sign)
    const acs = sp.entityMeta.getAssertionConsumerService('post')
    const { minutes = { from: -1, until: 5 }, ...values } = differing
    const at = (offset: number) => new Date(Date.now() + offset * 60_000).toISOString()
    const fill = (text: string) => ({
      id: randomUUID(),
      context: SamlLib.replaceTagsByValue(text, {
        ...{ ID: `_${randomUUID()}`, AssertionID: `_${randomUUID()}`, IssueInstant: at(0), Issuer: entityId },
        ...{
          Destination: acs,
          SubjectRecipient: acs,
          Audience: sp.entityMeta.getEntityID(),
          InResponseTo: requestId,
        },
        ...{
          StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
          From: at(minutes.from),
          Until: at(minutes.until),
        },
        ...{
          NameIDFormat: as.format ?? persistent,
          NameID: as.nameId,
          Email: as.email ?? '',
          Name: as.name ?? '',
        },
        ...values,
      }),
    })
    if (sign === 'nothing') return fill(template).context
    const idp = idpWith(key, algorithm)
    const { context } = await idp.createLoginResponse(sp, { extract: {} }, 'post', {}, fill)
    return Buffer.from(context, 'base64').toString()
  }

  server.on('request', (request, response) => {
    const asked = new URL(request.url ?? '/', url)
    if (asked.pathname === '/metadata') {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(idpWith(own, sha256).getMetadata())
      return
    }
    void (async () => {
      const query = Object.fromEntries(asked.searchParams)
      const sp = await provider('assertion')
      const { extract } = await idpWith(own, sha256).parseLoginRequest(sp, 'redirect', { query })
      const { request: wanted } = extract
      const xml = await respond({ as: signedIn.as, requestId: wanted.id, sign: signs.what })
      const form = {
        SAMLResponse: Buffer.from(xml).toString('base64'),
        RelayState: query['RelayState'] ?? '',
      }
      const action = sp.entityMeta.getAssertionConsumerService('post')
      if (request.headers.accept?.includes('text/html') === true) {
        const fields = Object.entries(form).map(([name, value]) => `<input name="${name}" value="${value}">`)
        const page = `<form method="post" action="${action}">${fields.join('')}</form><script>document.forms[0].submit()</script>`
        response.writeHead(200, { 'content-type': 'text/html' }).end(page)
        return
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ action, form }))
    })().catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  return {
    ...{ url, entityId, key: own, metadata: idpWith(own, sha256).getMetadata(), signedIn, signs, respond },
    close: () => closing(server),
  }
}

export type PostedForm = { action: string; form: { SAMLResponse: string; RelayState: string } }

/** What the provider's page makes a browser post; a caller who wants no HTML is told it instead. */
export async function formAt(url: string): Promise<PostedForm> {
  const response = await fetch(url)
  const text = await response.text()
  if (response.status !== 200)
    throw new Error(`the provider answered ${response.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as PostedForm
}
