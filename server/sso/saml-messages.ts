/** What Steward says to SAML providers, and what it reads of their metadata. */
import { X509Certificate } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { names } from './saml-names.ts'
import type { SamlIdp } from './saml-response.ts'
import { Distrust, trust } from './trust.ts'
import { allOf, childOf, childrenOf, escapeXml, parseXml, type Element } from './xml.ts'

type Own = { entityId: string; acsUrl: string }

/** Where the browser goes: the request in the address, as the redirect binding says. */
export function signInAddress(
  idp: SamlIdp,
  { entityId, acsUrl }: Own,
  requestId: string,
  relayState: string,
): string {
  const xml =
    `<samlp:AuthnRequest xmlns:samlp="${names.protocol}" xmlns:saml="${names.assertion}" ID="${requestId}" Version="2.0"` +
    ` IssueInstant="${new Date().toISOString()}" Destination="${escapeXml(idp.signInUrl)}"` +
    ` AssertionConsumerServiceURL="${escapeXml(acsUrl)}" ProtocolBinding="${names.post}">` +
    `<saml:Issuer>${escapeXml(entityId)}</saml:Issuer></samlp:AuthnRequest>`
  const url = new URL(idp.signInUrl)
  url.searchParams.set('SAMLRequest', deflateRawSync(xml).toString('base64'))
  url.searchParams.set('RelayState', relayState)
  return url.href
}

export const ownMetadata = ({ entityId, acsUrl }: Own): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n` +
  `<md:EntityDescriptor xmlns:md="${names.metadata}" entityID="${escapeXml(entityId)}">` +
  `<md:SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="${names.protocol}">` +
  `<md:AssertionConsumerService index="0" isDefault="true" Binding="${names.post}" Location="${escapeXml(acsUrl)}"/>` +
  `</md:SPSSODescriptor></md:EntityDescriptor>\n`

/** Who the provider is, where it signs people in, and by which keys. Throws Distrust, in words, where that is not told. */
export function readIdpMetadata(xml: string): SamlIdp {
  const root = parseXml(xml, { comments: true })
  const described = [...allOf(root)].filter(
    ({ ns, name }) => ns === names.metadata && name === 'EntityDescriptor',
  )
  const [entity] = described.filter((one) => childrenOf(one, names.metadata, 'IDPSSODescriptor').length > 0)
  trust(
    entity !== undefined && described.length === 1,
    'the metadata do not describe exactly one identity provider',
  )
  const role = childOf(entity, names.metadata, 'IDPSSODescriptor')
  const issuer = entity.attributes.get('entityID') ?? ''
  trust(role !== null && issuer !== '', 'the metadata do not name the provider')
  trust(
    !/^(?:true|1)$/.test(role.attributes.get('WantAuthnRequestsSigned') ?? ''),
    'the provider wants signed requests, which Steward does not send',
  )
  const [signIn] = childrenOf(role, names.metadata, 'SingleSignOnService').filter(
    (one) => one.attributes.get('Binding') === names.redirect,
  )
  const signInUrl = signIn?.attributes.get('Location') ?? ''
  trust(URL.canParse(signInUrl), 'the metadata name no address for the HTTP-Redirect binding')
  const certificates = childrenOf(role, names.metadata, 'KeyDescriptor')
    .filter((key) => (key.attributes.get('use') ?? 'signing') === 'signing')
    .flatMap((key) => [...allOf(key)])
    .filter(({ ns, name }) => ns === names.signature && name === 'X509Certificate')
    .map(certificateOf)
  trust(certificates.length > 0, 'the metadata have no certificate for signatures')
  return { issuer, signInUrl, certificates }
}

const leastRsaBits = 2048

/** As PEM. Only RSA keys that are long enough: a short one can be broken. */
function certificateOf({ text }: Element): string {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(Buffer.from(text.replace(/\s+/g, ''), 'base64'))
  } catch {
    throw new Distrust('a certificate of the metadata can’t be read')
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  trust(
    asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= leastRsaBits,
    'a certificate’s key is not RSA of 2048 bits or more',
  )
  return certificate.toString()
}
