/** Checks the XML signatures of a SAML response, and gives what was signed: the very bytes, read anew, so that nothing around them counts. */
import { DOMParser } from '@xmldom/xmldom'
import { SignedXml } from 'xml-crypto'
import { names, strong } from './saml-names.ts'
import { Distrust, trust } from './trust.ts'
import { allOf, childOf, childrenOf, parseXml, type Element } from './xml.ts'

/** A response or an assertion. */
export type Signed = Element

/**
 * `certificates` are the ones that an administrator trusts; what the message says of its key is not looked at. Every
 * signature in it must hold, stand in what it signs, and be strong; at least one there must be.
 */
export function signedParts(xml: string, certificates: string[]): Signed[] {
  const root = parseXml(xml)
  const signatures = [...allOf(root)].filter(({ ns, name }) => ns === names.signature && name === 'Signature')
  trust(signatures.length > 0, 'nothing in the response is signed')
  const holders = [root, ...childrenOf(root, names.assertion, 'Assertion')]
  const own = holders.flatMap((holder) => childrenOf(holder, names.signature, 'Signature'))
  trust(own.length === signatures.length, 'a signature stands where none belongs')
  const ids = [...allOf(root)].flatMap((element) => element.ids)
  trust(new Set(ids).size === ids.length, 'two elements have the same id')
  for (const holder of holders) assertForm(holder)
  const nodes = new SignedXml().findSignatures(documentOf(xml))
  trust(nodes.length === signatures.length, 'the signatures could not be read')
  return nodes.map((node) => parseXml(verifiedBytes(xml, node, certificates)))
}

/** A signature of this form signs the whole of the element that it stands in, and nothing else. */
function assertForm(holder: Element): void {
  const signature = childOf(holder, names.signature, 'Signature')
  if (!signature) return
  const inside = (of: Element | null, name: string): Element => {
    const found = of && childOf(of, names.signature, name)
    trust(found !== null, `the signature has no ${name}`)
    return found
  }
  const isOf = (element: Element, allowed: readonly string[], what: string) =>
    trust(allowed.includes(element.attributes.get('Algorithm') ?? ''), `${what} is weak or not known`)
  trust(childrenOf(signature, names.signature, 'Object').length === 0, 'the signature has objects in it')
  const info = inside(signature, 'SignedInfo')
  isOf(inside(info, 'CanonicalizationMethod'), strong.canonical, 'the canonical form')
  isOf(inside(info, 'SignatureMethod'), strong.signatures, 'the signature’s algorithm')
  const reference = inside(info, 'Reference')
  isOf(inside(reference, 'DigestMethod'), strong.digests, 'the digest’s algorithm')
  const id = holder.attributes.get('ID') ?? ''
  trust(
    /^[\w.-]+$/.test(id) && reference.attributes.get('URI') === `#${id}`,
    'a signature signs something else',
  )
  const transforms = childrenOf(inside(reference, 'Transforms'), names.signature, 'Transform')
  trust(transforms.length === strong.transforms.length, 'the signature’s transforms are not the usual two')
  for (const [index, transform] of transforms.entries())
    trust(transform.attributes.get('Algorithm') === strong.transforms[index], 'a transform is not allowed')
}

function documentOf(xml: string) {
  try {
    return new DOMParser({ onError: () => trust(false, 'the XML is not well-formed') }).parseFromString(
      xml,
      'text/xml',
    )
  } catch (error) {
    if (error instanceof Distrust) throw error
    throw new Distrust('the XML is not well-formed')
  }
}

function verifiedBytes(xml: string, node: unknown, certificates: string[]): string {
  for (const publicCert of certificates) {
    const signed = new SignedXml({ publicCert, getCertFromKeyInfo: () => null })
    keepOnly(signed.SignatureAlgorithms, strong.signatures)
    keepOnly(signed.HashAlgorithms, strong.digests)
    keepOnly(signed.CanonicalizationAlgorithms, [...strong.canonical, ...strong.transforms])
    signed.loadSignature(node as Parameters<SignedXml['loadSignature']>[0])
    if (!holds(signed, xml)) continue
    const [bytes, ...more] = signed.getSignedReferences()
    trust(bytes !== undefined && more.length === 0, 'a signature signs several things')
    return bytes
  }
  throw new Distrust('a signature does not hold, or is by another key')
}

/** The library throws for a wrong signature value and answers false for a wrong digest. */
function holds(signed: SignedXml, xml: string): boolean {
  try {
    return signed.checkSignature(xml)
  } catch {
    return false
  }
}

function keepOnly(table: Record<string, unknown>, allowed: readonly string[]): void {
  for (const name of Object.keys(table)) if (!allowed.includes(name)) Reflect.deleteProperty(table, name)
}
