/** Draws the allowed nodes of a Markdown tree as React elements; raw HTML and images are dropped, links are made safe. */
import type { Node, Nodes, Parents, PhrasingContent, Table } from 'mdast'
import { Fragment, type MouseEvent, type ReactNode } from 'react'
import { open } from '../route.ts'
import { conversationOf, safeLink, showsHost } from './links.ts'
import css from './markdown.module.css'

/** Positions are keys: a parsed block is drawn whole or not at all. */
export function drawAll(nodes: readonly Nodes[]): ReactNode[] {
  return nodes.map((node, index) => <Fragment key={index}>{drawNode(node)}</Fragment>)
}

const children = (node: Parents): ReactNode[] => drawAll(node.children)

export function plainText(node: Node | Nodes): string {
  if ('value' in node && typeof node.value === 'string')
    return 'type' in node && node.type === 'html' ? '' : node.value
  if ('children' in node && Array.isArray(node.children)) return node.children.map(plainText).join('')
  return ''
}

function drawLink(url: string, content: PhrasingContent[]): ReactNode {
  const words = content.map(plainText).join('')
  const drawn = drawAll(content)
  const link = safeLink(url)
  if (link.kind === 'inside') {
    return (
      <a href={link.path} onClick={(event) => follow(event, link.path)}>
        {drawn}
      </a>
    )
  }
  if (link.host === undefined || showsHost(words, link.host)) return <bdi>{drawn}</bdi>
  // Isolated from each other, so that a writing-direction mark in the words cannot turn the host around.
  return (
    <span>
      <bdi>{drawn}</bdi> <bdi className={css.host}>({link.host})</bdi>
    </span>
  )
}

/** A plain click stays in the page; with a modifier the browser opens the address in a tab of its own. */
function follow(event: MouseEvent, path: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  open(conversationOf(path))
}

/** Headings start at h3: the page's title is h1 and the question above the answer is h2. */
function drawHeading(depth: number, content: ReactNode[]): ReactNode {
  if (depth <= 2) return <h3>{content}</h3>
  if (depth === 3) return <h4>{content}</h4>
  return <h5>{content}</h5>
}

function drawTable(node: Table): ReactNode {
  const [head, ...body] = node.children
  const align = (index: number) => ({ textAlign: node.align?.[index] ?? 'left' }) as const
  return (
    <div className={css.scroll} tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head?.children.map((cell, index) => (
              <th key={index} scope="col" style={align(index)}>
                {children(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.children.map((cell, index) => (
                <td key={index} style={align(index)}>
                  {children(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function drawNode(node: Nodes): ReactNode {
  switch (node.type) {
    case 'root':
      return <>{children(node)}</>
    case 'paragraph':
      return <p>{children(node)}</p>
    case 'heading':
      return drawHeading(node.depth, children(node))
    case 'text':
      return node.value
    case 'strong':
      return <strong>{children(node)}</strong>
    case 'emphasis':
      return <em>{children(node)}</em>
    case 'delete':
      return <del>{children(node)}</del>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      )
    case 'blockquote':
      return <blockquote>{children(node)}</blockquote>
    case 'list':
      return node.ordered === true ? (
        <ol start={node.start ?? 1}>{children(node)}</ol>
      ) : (
        <ul>{children(node)}</ul>
      )
    case 'listItem':
      return (
        <li>
          {typeof node.checked === 'boolean' && <span>{node.checked ? '☑ ' : '☐ '}</span>}
          {children(node)}
        </li>
      )
    case 'thematicBreak':
      return <hr />
    case 'break':
      return <br />
    case 'table':
      return drawTable(node)
    case 'link':
      return drawLink(node.url, node.children)
    case 'linkReference':
      return <span>{children(node)}</span>
    case 'footnoteDefinition':
      return <>{children(node)}</>
    default:
      return null
  }
}
