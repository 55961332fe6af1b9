/** Reads XML into a small tree: strict, with namespaces, and without what SAML has no use for and attacks do (DTDs, instructions, comments). */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { trust } from './trust.ts'

export type Element = {
  ns: string
  name: string
  /** Attributes without a namespace of their own, by name. */
  attributes: Map<string, string>
  /** The values of all attributes that may be taken for ids. */
  ids: string[]
  children: Element[]
  /** Its own text, without that of elements inside. */
  text: string
}

const deepest = 50

/** Comments are refused unless allowed, as in metadata that people write: a comment inside a name could cut it in two. */
export function parseXml(xml: string, { comments = false } = {}): Element {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Element[] = []
  const roots: Element[] = []
  parser.on('error', () => trust(false, 'the XML is not well-formed'))
  parser.on('doctype', () => trust(false, 'the XML has a DTD'))
  parser.on('processinginstruction', () => trust(false, 'the XML has instructions in it'))
  parser.on('comment', () => trust(comments, 'the XML has comments in it'))
  parser.on('cdata', () => trust(comments, 'the XML has CDATA in it'))
  parser.on('opentag', (tag) => {
    const element = elementOf(tag)
    ;(open.at(-1)?.children ?? roots).push(element)
    open.push(element)
    trust(open.length <= deepest, 'the XML is nested too deeply')
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  const [root] = roots
  trust(root !== undefined && roots.length === 1, 'the XML has no root')
  return root
}

function elementOf({ uri, local, attributes }: SaxesTagNS): Element {
  const all = Object.values(attributes)
  return {
    ...{ ns: uri, name: local, children: [], text: '' },
    attributes: new Map(
      all.filter((one) => one.prefix === '' && one.uri === '').map((one) => [one.local, one.value]),
    ),
    ids: all.filter((one) => one.local.toLowerCase() === 'id').map((one) => one.value),
  }
}

export const childrenOf = (element: Element, ns: string, name: string): Element[] =>
  element.children.filter((child) => child.ns === ns && child.name === name)

/** The one child of that name; null where there is none. More than one is refused. */
export function childOf(element: Element, ns: string, name: string): Element | null {
  const found = childrenOf(element, ns, name)
  trust(found.length <= 1, `more than one ${name}`)
  return found[0] ?? null
}

/** The element and everything inside it. */
export function* allOf(element: Element): Generator<Element> {
  yield element
  for (const child of element.children) yield* allOf(child)
}

export const textOf = (element: Element | null): string | null => {
  if (!element) return null
  trust(element.children.length === 0, `${element.name} has elements in it`)
  return element.text.trim()
}

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
