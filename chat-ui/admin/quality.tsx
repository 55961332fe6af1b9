/** How Steward does: turns by planner, steps by tool and model, and what people said of answers. */
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { qualitySchema, type Quality } from '#agent/telemetry/contract.ts'
import { formatDuration } from '../cells/duration.ts'
import { humanise } from '../cells/format.ts'
import { read, search } from '../http.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { When } from '../settings/when.tsx'

const spansOfTime = ['1', '7', '30', '90']
const planners = { offline: 'Built-in planner', model: 'Model' }
const operations = { plan: 'Plans', chat: 'Steps of the model', execute_tool: 'Tools', invoke_agent: 'Turns' }
const share = (failed: number, of: number) => (of === 0 ? '–' : `${Math.round(100 * (1 - failed / of))} %`)

export function QualityOfAnswers() {
  const [days, setDays] = useState('30')
  const quality = useQuery({
    queryKey: ['settings', 'quality', days],
    queryFn: ({ signal }) => read('/api/quality' + search({ days }), qualitySchema, signal),
  })
  return (
    <SettingsPage
      title="Quality"
      intro="Times, outcomes and thumbs. Nothing here holds what was asked or answered, but for the words that people gave with a thumb."
      action={
        <SegmentedControl
          size="xs"
          aria-label="Of the last days"
          data={spansOfTime.map((value) => ({ value, label: value === '1' ? '1 day' : `${value} days` }))}
          value={days}
          onChange={setDays}
        />
      }
    >
      <Loaded query={quality} what="how it went">
        {(found) =>
          found.turns.length === 0 ? (
            <p className={css.empty}>Nobody asked anything in this time.</p>
          ) : (
            <>
              <Turns turns={found.turns} />
              <Steps steps={found.steps} />
              <Words said={found.said} />
            </>
          )
        }
      </Loaded>
    </SettingsPage>
  )
}

function Turns({ turns }: Pick<Quality, 'turns'>) {
  return (
    <Section title="Turns">
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              {['Planned by', 'Turns', 'Without failure', 'Median', '95 %', 'Cost', 'Good', 'Bad'].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {turns.map((one) => (
              <tr key={one.route}>
                <th scope="row">{planners[one.route]}</th>
                <td>{one.turns.toLocaleString()}</td>
                <td>{share(one.failed, one.turns)}</td>
                <td>{formatDuration(one.p50Ms)}</td>
                <td>{formatDuration(one.p95Ms)}</td>
                <td>{one.costUsd === 0 ? '–' : `$${one.costUsd.toFixed(2)}`}</td>
                <td>{one.up}</td>
                <td>{one.down}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Steps({ steps }: Pick<Quality, 'steps'>) {
  return (
    <Section title="Steps" hint="What turns were made of: each tool, the planner and each model.">
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              {['Step', 'Kind', 'Times', 'Without failure', 'Median', '95 %', 'Tokens'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((one) => (
              <tr key={one.operation + one.name}>
                <th scope="row">{one.operation === 'execute_tool' ? humanise(one.name) : one.name}</th>
                <td>{operations[one.operation]}</td>
                <td>{one.calls.toLocaleString()}</td>
                <td>{share(one.failed, one.calls)}</td>
                <td>{formatDuration(one.p50Ms)}</td>
                <td>{formatDuration(one.p95Ms)}</td>
                <td>
                  {one.tokensIn + one.tokensOut === 0 ? '–' : (one.tokensIn + one.tokensOut).toLocaleString()}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Words({ said }: Pick<Quality, 'said'>) {
  if (said.length === 0) return null
  return (
    <Section title="What people said" hint="Bad answers, and words that came with a thumb; the newest first.">
      <div className={css.scroll}>
        <table className={css.table}>
          <tbody>
            {said.map((one) => (
              <tr key={one.turn}>
                <th scope="row">{one.person}</th>
                <td>{one.thumb === 'up' ? 'Good' : 'Bad'}</td>
                <td>{one.reason ?? ''}</td>
                <td>
                  <When at={one.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
