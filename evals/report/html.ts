/** A run as one page that needs nothing else: what breaks it, what changed, rates by suite, kind and tag, and each case down to its trace. Without scripts; every text is escaped. */
import { html, raw } from 'hono/html'
import type { Comparison, Result, Run, SummaryLine, TracedTurn, Trial } from '../contract.ts'
import { documentOf, type Html } from './document.ts'
import { whyOf } from './junit.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const signed = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`
const time = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`)
const json = (value: unknown): string => JSON.stringify(value, null, 1)
const anchor = (...parts: string[]): string => parts.join('/').replaceAll(/[^\w./-]/g, '-')

/** What needs a look comes first. */
const order: Result['verdict'][] = ['fixed', 'failed', 'flaky', 'broken', 'skipped', 'known', 'passed']
const words: Record<Result['verdict'], string> = {
  fixed: 'fixed: no longer known to fail',
  failed: 'failed',
  flaky: 'flaky',
  broken: 'not asked',
  skipped: 'over budget',
  known: 'known to fail',
  passed: 'passed',
}

const table = (names: string[], rows: Html[]): Html =>
  html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${names.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`

const summaryRow = (line: SummaryLine): Html =>
  html`<tr>
    <th scope="row">${line.name}</th>
    <td>${line.target}</td>
    <td>${line.passed} / ${line.cases}</td>
    <td>
      <span class="bar" style="--share:${line.rate.value.toFixed(3)}"></span> ${percent(line.rate.value)}
      <small>${percent(line.rate.low)} – ${percent(line.rate.high)}</small>
    </td>
    <td>${line.flaky || ''}</td>
    <td>${line.known || ''}</td>
    <td>${line.broken || ''}</td>
    <td>${time(line.p50Ms)}</td>
    <td>${time(line.p95Ms)}</td>
    <td>${line.tokens || ''}</td>
    <td>${line.costUsd > 0 ? line.costUsd.toFixed(4) : ''}</td>
  </tr>`

const columns = [
  ...['', 'Target', 'Passed', 'Rate, 95 % interval', 'Flaky', 'Known', 'Not asked', 'Median', '95 %'],
  ...['Tokens', 'US$'],
]

function summary(lines: SummaryLine[], by: SummaryLine['by'], title: string, isOpen: boolean): Html {
  const found = lines.filter((line) => line.by === by)
  if (found.length === 0) return html``
  return html`<details ${isOpen ? raw('open') : ''}>
    <summary><h2>${title}</h2></summary>
    ${table(columns, found.map(summaryRow))}
  </details>`
}

function compared({ baseline, lines, regressions, improvements, unpaired }: Comparison): Html {
  const moved = [...lines].sort((a, b) => a.difference.value - b.difference.value)
  const list = (title: string, all: Comparison['regressions']): Html =>
    all.length === 0
      ? html``
      : html`<h3>${title}</h3>
          <ul>
            ${all.map(
              (one) =>
                html`<li>
                  <a href="#${anchor(one.suite, one.target, one.case)}">${one.suite} ${one.case}</a> with
                  ${one.target}: ${percent(one.before)} → ${percent(one.after)}
                </li>`,
            )}
          </ul>`
  return html`<section>
    <h2>Against ${baseline.id}</h2>
    <p>Cases: ${regressions.length} worse, ${improvements.length} better, ${unpaired} on one side only.</p>
    ${list('Worse', regressions)} ${list('Better', improvements)}
    ${table(
      ['', 'Target', 'Cases', 'Before', 'After', 'Difference in points', ''],
      moved.map(
        (line) =>
          html`<tr data-verdict="${line.verdict}">
            <th scope="row">${line.by === 'all' ? 'everything' : `${line.by} ${line.name}`}</th>
            <td>${line.target}</td>
            <td>${line.cases}</td>
            <td>${percent(line.before)}</td>
            <td>${percent(line.after)}</td>
            <td>
              ${signed(line.difference.value)}
              <small>${signed(line.difference.low)} to ${signed(line.difference.high)}</small>
            </td>
            <td>${line.verdict}</td>
          </tr>`,
      ),
    )}
  </section>`
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')

const turnOf = (turn: TracedTurn): Html =>
  html`<li>
    <p class="asked">${turn.text}${turn.as === null ? '' : html` <small>${turn.as}</small>`}</p>
    ${turn.calls.map(
      (call) =>
        html`<details class="call">
          <summary>
            <code>${call.tool}</code> ${call.ok ? '' : html`<b class="bad">${call.error ?? 'failed'}</b>`}
            <small>${call.effect}, ${time(call.ms)}</small>
          </summary>
          <pre>${json(call.input)}</pre>
        </details>`,
    )}
    ${turn.clarify === null ? '' : html`<p>Asked: ${turn.clarify.question} ${turn.clarify.options.join(' · ')}</p>`}
    ${turn.refused === null ? '' : html`<p>Refused: ${turn.refused}</p>`}
    ${turn.error === null ? '' : html`<p class="bad">${turn.error.code}: ${turn.error.what}</p>`}
    ${turn.answer === '' ? '' : html`<p class="answer">${turn.answer}</p>`}
    ${[...turn.proposals, ...turn.results].map(
      (result) =>
        html`<details class="call">
          <summary>
            <small>${said(result['kind']) || 'proposal'} ${said(result['title'] ?? result['summary'])}</small>
          </summary>
          <pre>${json(result)}</pre>
        </details>`,
    )}
    <p class="cost">
      ${turn.route === 'offline' ? 'built-in planner' : 'model'} · ${time(turn.ms)} ·
      ${turn.tokens.input + turn.tokens.output} tokens · ${turn.costUsd.toFixed(4)} US$
    </p>
  </li>`

const trialOf = (trial: Trial, _: number, all: Trial[]): Html =>
  html`<div class="trial">
    ${
      all.length > 1 || trial.problem !== null
        ? html`<h4>
            Trial ${trial.trial}: ${trial.state}${trial.cached ? ', from the cache' : ''}
            ${trial.problem ?? ''}
          </h4>`
        : ''
    }
    <ul class="checks">
      ${trial.checks.map(
        (check) =>
          html`<li data-ok="${check.ok}">
            ${check.ok ? '✓' : '✗'} ${check.what} ${check.score.toFixed(2)} ${check.why ?? ''}
          </li>`,
      )}
    </ul>
    <ol class="turns">
      ${trial.turns.map(turnOf)}
    </ol>
  </div>`

/** Trials that went alike are shown once. */
function shown(trials: Trial[]): Trial[] {
  const seen = new Set<string>()
  return trials.filter((trial) => {
    const key = JSON.stringify([
      trial.state,
      trial.checks,
      trial.turns.map(({ answer, calls }) => [answer, calls.map(({ input }) => input)]),
    ])
    return !seen.has(key) && seen.add(key)
  })
}

const asked = ({ case: one }: Result): string =>
  one.turns?.map(({ text }) => text).join(' → ') ??
  one.plan ??
  json(one.query ?? one.call ?? one.decide ?? '')

const caseOf = (result: Result): Html =>
  html`<details class="case" id="${anchor(result.suite, result.target, result.case.id)}">
    <summary>
      <b data-verdict="${result.verdict}">${words[result.verdict]}</b> <code>${result.case.id}</code>
      <span>${asked(result).slice(0, 300)}</span>
      <small
        >${result.case.kind}${result.trials.length > 1 ? html`, ${percent(result.rate)} of ${result.trials.length}` : ''}</small
      >
    </summary>
    ${result.verdict === 'passed' ? '' : html`<p class="bad">${whyOf(result)}</p>`}
    ${result.case.known === undefined ? '' : html`<p>Known: ${result.case.known}</p>`}
    ${shown(result.trials).map(trialOf)}
    <details class="call">
      <summary><small>The case</small></summary>
      <pre>${json(result.case)}</pre>
    </details>
  </details>`

function suiteOf([name, results]: [string, Result[]]): Html {
  const sorted = [...results].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  const open = sorted.filter(({ verdict }) => verdict !== 'passed')
  const passed = sorted.filter(({ verdict }) => verdict === 'passed')
  return html`<section>
    <h2>${name}</h2>
    ${open.map(caseOf)}
    <details>
      <summary>${passed.length} passed</summary>
      ${passed.map(caseOf)}
    </details>
  </section>`
}

/** The whole document. */
export async function htmlOf(run: Run): Promise<string> {
  const suites = Map.groupBy(run.results, ({ suite, target }) => `${suite} with ${target}`)
  return documentOf(
    run.id,
    html`<header>
        <h1>${run.id}</h1>
        <p>
          ${run.targets.map(({ name }) => name).join(', ')} · ${run.suites.join(', ')} · seed ${run.seed} ·
          ${run.repeats} ${run.repeats === 1 ? 'trial' : 'trials'} a case · ${time(run.ms)} of turns ·
          ${run.tokens.input + run.tokens.output} tokens · ${run.costUsd.toFixed(4)} US$
        </p>
      </header>
      <main>
        ${
          run.faults.length === 0
            ? html`<p class="verdict">Nothing breaks this run.</p>`
            : html`<section class="faults">
                <h2>What breaks this run</h2>
                <ul>
                  ${run.faults.map((fault) => html`<li>${fault}</li>`)}
                </ul>
              </section>`
        }
        ${run.judge?.warning ? html`<p class="bad">${run.judge.warning}</p>` : ''}
        ${run.promises ? html`<p>${run.promises.proved} of ${run.promises.all} promises are proved. ${run.promises.unproved.join(', ')}</p>` : ''}
        ${run.comparison === null ? '' : compared(run.comparison)}
        ${summary(run.summary, 'all', 'All suites', true)} ${summary(run.summary, 'suite', 'By suite', true)}
        ${summary(run.summary, 'kind', 'By kind', false)} ${summary(run.summary, 'tag', 'By tag', false)}
        ${[...suites].map(suiteOf)}
      </main>`,
  )
}
