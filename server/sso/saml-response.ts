/** Checks a SAML response: signed by the provider, an answer to this very request, for Steward, now; and reads who it is about. */
import { emailAttributes, nameAttributes, names } from './saml-names.ts'
import { signedParts } from './saml-signature.ts'
import { emailOf } from './oidc.ts'
import { Distrust, trust, type Vouched } from './trust.ts'
import { allOf, childOf, childrenOf, parseXml, textOf, type Element } from './xml.ts'

export type SamlIdp = { issuer: string; signInUrl: string; certificates: string[] }
export type SamlExpected = { idp: SamlIdp; entityId: string; acsUrl: string; requestId: string; now: number }

const longestResponse = 256 * 1024
const skewMs = 60_000

export function arriveBySaml(encoded: string, expected: SamlExpected): Vouched {
  const bytes = Buffer.from(encoded, 'base64')
  trust(bytes.length <= longestResponse, 'the response is too long')
  const xml = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const root = parseXml(xml)
  trust(is(root, names.protocol, 'Response'), 'it is no SAML response')
  assertResponse(root, expected)
  const assertions = [...allOf(root)].filter(
    ({ ns, name }) => ns === names.assertion && /^(?:Encrypted)?Assertion$/.test(name),
  )
  trust(
    assertions.length === 1 && assertions[0]?.name === 'Assertion',
    'there must be one assertion, not encrypted',
  )
  const assertion = signedAssertion(signedParts(xml, expected.idp.certificates), expected)
  assertConditions(assertion, expected)
  return subjectOf(assertion, expected)
}

const is = (element: Element, ns: string, name: string) => element.ns === ns && element.name === name

/** Where the response itself is signed, these hold for the signed one too: it is checked again. */
function assertResponse(response: Element, { idp, acsUrl, requestId }: SamlExpected): void {
  trust(response.attributes.get('Version') === '2.0', 'it is no SAML 2.0')
  const status = childOf(response, names.protocol, 'Status')
  const code = status && childOf(status, names.protocol, 'StatusCode')
  if (code?.attributes.get('Value') !== names.success)
    throw new Distrust('the provider answered with an error', 'cancelled')
  const issuer = textOf(childOf(response, names.assertion, 'Issuer'))
  trust(issuer === null || issuer === idp.issuer, 'the response is of another issuer')
  trust(response.attributes.get('InResponseTo') === requestId, 'the response answers another request')
  const destination = response.attributes.get('Destination')
  trust(destination === undefined || destination === acsUrl, 'the response is meant for somewhere else')
}

/** The assertion as it was signed: by itself, or as a part of the signed response. */
function signedAssertion(parts: Element[], expected: SamlExpected): Element {
  const found = parts.flatMap((part) => {
    if (is(part, names.assertion, 'Assertion')) return [part]
    trust(is(part, names.protocol, 'Response'), 'something else is signed')
    assertResponse(part, expected)
    return childrenOf(part, names.assertion, 'Assertion')
  })
  const [assertion] = found
  // Where both are signed, both hold the same assertion.
  const ids = new Set(found.map(({ attributes }) => attributes.get('ID')))
  trust(assertion !== undefined && ids.size === 1, 'the assertion is not signed')
  trust(
    textOf(childOf(assertion, names.assertion, 'Issuer')) === expected.idp.issuer,
    'the assertion is of another issuer',
  )
  return assertion
}

const timeOf = (element: Element, name: string): number | null => {
  const text = element.attributes.get(name)
  if (text === undefined) return null
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN
  trust(!Number.isNaN(time), `${name} is no moment`)
  return time
}

function assertTime(element: Element, now: number, what: string): void {
  const from = timeOf(element, 'NotBefore')
  const until = timeOf(element, 'NotOnOrAfter')
  trust(from === null || from <= now + skewMs, `${what} holds only later`)
  trust(until === null || now < until + skewMs, `${what} has expired`)
}

function assertConditions(assertion: Element, { entityId, now }: SamlExpected): void {
  const conditions = childOf(assertion, names.assertion, 'Conditions')
  trust(conditions !== null, 'the assertion has no conditions')
  trust(timeOf(conditions, 'NotOnOrAfter') !== null, 'the assertion does not end')
  assertTime(conditions, now, 'the assertion')
  const restrictions = childrenOf(conditions, names.assertion, 'AudienceRestriction')
  trust(restrictions.length > 0, 'the assertion is meant for nobody')
  for (const restriction of restrictions) {
    const audiences = childrenOf(restriction, names.assertion, 'Audience').map(textOf)
    trust(audiences.includes(entityId), 'the assertion is meant for somebody else')
  }
}

function subjectOf(assertion: Element, { acsUrl, requestId, now }: SamlExpected): Vouched {
  const subject = childOf(assertion, names.assertion, 'Subject')
  trust(subject !== null, 'the assertion is about nobody')
  const isConfirmed = childrenOf(subject, names.assertion, 'SubjectConfirmation').some((confirmation) => {
    const data = childOf(confirmation, names.assertion, 'SubjectConfirmationData')
    if (confirmation.attributes.get('Method') !== names.bearer || !data) return false
    if (data.attributes.get('Recipient') !== acsUrl || data.attributes.get('InResponseTo') !== requestId)
      return false
    if (timeOf(data, 'NotOnOrAfter') === null || data.attributes.has('NotBefore')) return false
    assertTime(data, now, 'the confirmation')
    return true
  })
  trust(isConfirmed, 'the assertion is not confirmed for this request and address')
  trust(
    childrenOf(assertion, names.assertion, 'AuthnStatement').length > 0,
    'the assertion does not say that somebody signed in',
  )
  const nameId = childOf(subject, names.assertion, 'NameID')
  const value = textOf(nameId)
  trust(
    nameId !== null && value !== null && value !== '' && value.length <= 500,
    'the assertion names nobody',
  )
  const format = nameId.attributes.get('Format') ?? ''
  trust(format !== names.transient, 'the name changes with every sign-in (a transient NameID)')
  const attributes = attributesOf(assertion)
  const pick = (wanted: string[]) =>
    wanted.flatMap((name) => attributes.get(name) ?? []).find((each) => each !== '') ?? null
  return {
    subject: [
      format,
      nameId.attributes.get('NameQualifier') ?? '',
      nameId.attributes.get('SPNameQualifier') ?? '',
      value,
    ].join(' '),
    email: emailOf(pick(emailAttributes) ?? (format === names.emailFormat ? value : null)),
    name: pick(nameAttributes)?.slice(0, 200) ?? null,
  }
}

function attributesOf(assertion: Element): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const statement of childrenOf(assertion, names.assertion, 'AttributeStatement'))
    for (const attribute of childrenOf(statement, names.assertion, 'Attribute')) {
      const values = childrenOf(attribute, names.assertion, 'AttributeValue').map(
        (value) => textOf(value) ?? '',
      )
      const name = attribute.attributes.get('Name') ?? ''
      found.set(name, [...(found.get(name) ?? []), ...values])
    }
  return found
}
