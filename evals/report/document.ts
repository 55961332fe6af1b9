/** The frame of a page of the report: its style within it, nothing from elsewhere, no scripts. */
import { html, raw } from 'hono/html'
import { readFileSync } from 'node:fs'

export type Html = ReturnType<typeof html>

const style = readFileSync(new URL('./report.css', import.meta.url), 'utf8')

export async function documentOf(title: string, body: Html): Promise<string> {
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`
  return document.toString()
}
