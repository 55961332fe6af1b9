/** `steward eval --ui`: the kept runs as pages on this machine alone, the newest first. Reads; runs and changes nothing. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runSchema, type Run } from '../contract.ts'
import { documentOf } from './document.ts'
import { htmlOf } from './html.ts'

const runs = fileURLToPath(new URL('../../data/evals/runs', import.meta.url))
const usualPort = 4320

const idsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
        .sort()
        .reverse()
    : []

const readRun = (folder: string, id: string): Run =>
  runSchema.parse(JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')))

const lineOf = ({ id, summary, faults }: Run) => {
  const all = summary.filter(({ by }) => by === 'all')
  return html`<tr>
    <th scope="row"><a href="/runs/${id}">${id}</a></th>
    <td>${all.map(({ target, passed, cases }) => `${target}: ${passed}/${cases}`).join(', ')}</td>
    <td class="${faults.length > 0 ? 'bad' : ''}">
      ${faults.length === 0 ? 'no fault' : `${faults.length} faults`}
    </td>
  </tr>`
}

/** The pages over a folder of run records. */
export function runPages(folder: string) {
  return new Hono()
    .get('/', async (context) => {
      const found = idsIn(folder).map((id) => readRun(folder, id))
      const list = html`<div class="scroll">
        <table>
          <tbody>
            ${found.map(lineOf)}
          </tbody>
        </table>
      </div>`
      const empty = html`<p>None yet: npm run eval makes one.</p>`
      return context.html(
        await documentOf(
          'Runs – Steward',
          html`<h1>Runs</h1>
            ${found.length === 0 ? empty : list}`,
        ),
      )
    })
    .get('/runs/:id', async (context) => {
      const id = context.req.param('id')
      if (!idsIn(folder).includes(id)) return context.text('There is no such run.', 404)
      return context.html(await htmlOf(readRun(folder, id)))
    })
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: `${usualPort}` } } })
  const server = serve(
    { fetch: runPages(runs).fetch, port: Number(values.port), hostname: '127.0.0.1' },
    () => {
      process.stdout.write(`The runs are at http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`)
    },
  )
}
