/** One call of a tool as one line that opens: its name, inputs, result, duration, error. */
import { IconAlertCircle, IconCheck, IconChevronRight, IconCircleDotted } from '@tabler/icons-react'
import { memo } from 'react'
import type { Step } from '#agent/contract.ts'
import { formatDuration } from '../cells/duration.ts'
import css from './parts.module.css'

const marks = { running: IconCircleDotted, done: IconCheck, failed: IconAlertCircle }
const states = { running: 'Running', done: 'Done', failed: 'Failed' }
const effects = { read: 'Reads only', write: 'Changes records', send: 'Reaches people or other systems' }

export const StepPart = memo(function StepPart({ step }: { step: Step }) {
  const Mark = marks[step.state]
  return (
    <details className={css.step}>
      <summary>
        <Mark className={css.stepMark} data-state={step.state} role="img" aria-label={states[step.state]} />
        <span className={css.stepLabel}>{step.label}</span>
        <span className={css.stepSummary}>{step.state === 'failed' ? 'failed' : step.summary}</span>
        {step.ms !== undefined && <span className={css.stepTime}>{formatDuration(step.ms)}</span>}
        <IconChevronRight className={css.chevron} aria-hidden />
      </summary>
      <div className={css.stepBody}>
        <dl>
          <dt>Tool</dt>
          <dd>
            {step.tool} <span className={css.kind}>· {effects[step.effect]}</span>
          </dd>
          <dt>Input</dt>
          <dd>
            <pre className={css.json} tabIndex={0}>
              {JSON.stringify(step.input, null, 2) ?? 'none'}
            </pre>
          </dd>
          {step.summary !== undefined && (
            <>
              <dt>Result</dt>
              <dd>{step.summary}</dd>
            </>
          )}
          {step.error !== undefined && (
            <>
              <dt>Error</dt>
              <dd>{step.error}</dd>
            </>
          )}
        </dl>
      </div>
    </details>
  )
})
