/** Rules by which old data are deleted, with what a run would take today. */
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { retentionCountsSchema, retentionSchema, type Retention as Rules } from '#server/contract-privacy.ts'
import { Form, Refused } from '../forms/form.tsx'
import { exchange, read, send } from '../http.ts'
import { changed } from '../settings/api.ts'
import { asDay } from '../settings/days.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section } from '../settings/section.tsx'
import css from '../settings/settings.module.css'

type Rule = Rules['rules'][number]

export function Retention() {
  const retention = useQuery({
    queryKey: ['settings', 'retention'],
    queryFn: ({ signal }) => read('/api/privacy/retention', retentionSchema, signal),
  })
  return (
    <Section
      title="Retention"
      hint="What is older is deleted for good, once a day. Nothing is, where no days are set."
    >
      <Loaded query={retention} what="the retention rules">
        {({ rules, lastRun }) => (
          <>
            {rules.map((rule) => (
              // A rule that was changed elsewhere begins anew with its new days.
              <RuleForm key={`${rule.kind} ${rule.days}`} rule={rule} />
            ))}
            <Preview labels={new Map(rules.map(({ kind, label }) => [kind, label]))} />
            <p className={css.hint}>
              {lastRun === null
                ? 'It has not run yet.'
                : `Last run on ${asDay(lastRun.day)}: ${total(lastRun.counts)} deleted.`}
            </p>
          </>
        )}
      </Loaded>
    </Section>
  )
}

const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

function RuleForm({ rule }: { rule: Rule }) {
  const [days, setDays] = useState(rule.days === null ? '' : `${rule.days}`)
  const [isKept, setKept] = useState(rule.days === null)
  const wanted = isKept ? null : Number(days)
  const save = async () => {
    await send('PATCH', '/api/privacy/retention', { rules: { [rule.kind]: wanted } })
    await changed()
  }
  return (
    <div className={css.rule} role="group" aria-label={rule.label}>
      <div>
        <strong>{rule.label}</strong>
        <p className={css.hint}>{rule.explanation}</p>
      </div>
      <Form label="Save" send={save} isDisabled={wanted === rule.days || (!isKept && days === '')}>
        <Checkbox
          label="Keep for ever"
          checked={isKept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        {!isKept && (
          <TextInput
            label="Delete after days"
            type="number"
            required
            withAsterisk={false}
            min={1}
            max={36_500}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        )}
      </Form>
    </div>
  )
}

function Preview({ labels }: { labels: Map<string, string> }) {
  const look = useMutation({
    mutationFn: () => exchange('POST', '/api/privacy/retention/preview', {}, retentionCountsSchema),
  })
  const found = Object.entries(look.data?.counts ?? {}).filter(([, count]) => count > 0)
  return (
    <div className={css.buttons}>
      <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
        What would go today?
      </Button>
      <span className={css.said} role="status">
        {look.isSuccess &&
          (found.length === 0
            ? 'Nothing.'
            : found.map(([kind, count]) => `${labels.get(kind) ?? kind}: ${count}`).join(' · '))}
      </span>
      {look.isError && <Refused error={look.error} />}
    </div>
  )
}
