/** Takes everything live out of a source's Markdown: links become their words with where they led, HTML and images the text that stands there. */
import type { Nodes, Root, Text } from 'mdast'

const text = (value: string): Text => ({ type: 'text', value })

/** Written by others: not even a path of this page is followed from there. */
function inertNode(node: Nodes): Nodes {
  if (node.type === 'html') return text(node.value)
  if (node.type === 'image') return text(node.alt ? `${node.alt} (${node.url})` : node.url)
  if (node.type === 'imageReference') return text(node.alt ?? '')
  if (!('children' in node)) return node
  const children = node.children.map(inertNode)
  if (node.type !== 'link') return { ...node, children } as Nodes
  const words = children.map((child) => ('value' in child ? child.value : '')).join('')
  const led = words === node.url || node.url === `mailto:${words}` ? [] : [text(` (${node.url})`)]
  // A reference without a definition is drawn as its words.
  return {
    type: 'linkReference',
    identifier: '',
    referenceType: 'full',
    children: [...children, ...led],
  } as Nodes
}

export const inert = (root: Root): Root => inertNode(root) as Root
