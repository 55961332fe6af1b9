/** How Steward does: turns by planner, steps by tool and model, and what people said of answers. */
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { qualitySchema, type Quality } from '#agent/telemetry/contract.ts'
import { formatDuration } from '../cells/duration.ts'
import { humanise } from '../cells/format.ts'
import { read, search } from '../http.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Rows, type Column } from '../settings/rows.tsx'
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

const turnColumns: Column<Quality['turns'][number]>[] = [
  { label: 'Planned by', show: ({ route }) => planners[route], isHead: true },
  { label: 'Turns', show: ({ turns }) => turns.toLocaleString() },
  { label: 'Without failure', show: ({ failed, turns }) => share(failed, turns) },
  { label: 'Median', show: ({ p50Ms }) => formatDuration(p50Ms) },
  { label: '95 %', show: ({ p95Ms }) => formatDuration(p95Ms) },
  { label: 'Cost', show: ({ costUsd }) => (costUsd === 0 ? '–' : `$${costUsd.toFixed(2)}`) },
  { label: 'Good', show: ({ up }) => up },
  { label: 'Bad', show: ({ down }) => down },
]

function Turns({ turns }: Pick<Quality, 'turns'>) {
  return (
    <Section title="Turns">
      <Rows label="Turns" columns={turnColumns} rows={turns} keyOf={({ route }) => route} empty="" />
    </Section>
  )
}

const tokensOf = ({ tokensIn, tokensOut }: Quality['steps'][number]): string =>
  tokensIn + tokensOut === 0 ? '–' : (tokensIn + tokensOut).toLocaleString()

const stepColumns: Column<Quality['steps'][number]>[] = [
  {
    label: 'Step',
    show: ({ operation, name }) => (operation === 'execute_tool' ? humanise(name) : name),
    isHead: true,
  },
  { label: 'Kind', show: ({ operation }) => operations[operation] },
  { label: 'Times', show: ({ calls }) => calls.toLocaleString() },
  { label: 'Without failure', show: ({ failed, calls }) => share(failed, calls) },
  { label: 'Median', show: ({ p50Ms }) => formatDuration(p50Ms) },
  { label: '95 %', show: ({ p95Ms }) => formatDuration(p95Ms) },
  { label: 'Tokens', show: tokensOf },
]

function Steps({ steps }: Pick<Quality, 'steps'>) {
  return (
    <Section title="Steps" hint="What turns were made of: each tool, the planner and each model.">
      <Rows
        label="Steps"
        columns={stepColumns}
        rows={steps}
        keyOf={({ operation, name }) => operation + name}
        empty="No turn left its steps."
      />
    </Section>
  )
}

const saidColumns: Column<Quality['said'][number]>[] = [
  { label: 'Who', show: ({ person }) => person, isHead: true },
  { label: 'Thumb', show: ({ thumb }) => (thumb === 'up' ? 'Good' : 'Bad') },
  { label: 'Why', show: ({ reason }) => reason },
  { label: 'When', show: ({ at }) => <When at={at} /> },
]

function Words({ said }: Pick<Quality, 'said'>) {
  if (said.length === 0) return null
  return (
    <Section title="What people said" hint="Bad answers, and words that came with a thumb; the newest first.">
      <Rows label="What people said" columns={saidColumns} rows={said} keyOf={({ turn }) => turn} empty="" />
    </Section>
  )
}
