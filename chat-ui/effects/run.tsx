/** A run: how far it is, with pause and stop; then what became of each record, the file of it, and the way back. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RunView } from '#db/effects/contract.ts'
import type { RunCard } from '#server/contract-effects.ts'
import { Refused } from '../forms/form.tsx'
import { saveFile } from '../forms/save-file.ts'
import { at, checkedFetch } from '../http.ts'
import { Loaded } from '../settings/loaded.tsx'
import { isOver, proposeUndo, runQuery, steer } from './api.ts'
import { Outcomes } from './outcomes.tsx'
import css from './effects.module.css'

export function RunPart({ id }: { id: string }) {
  const run = useQuery(runQuery(id))
  return (
    <Loaded query={run} what="the run">
      {(found) => (
        <>
          <Progress run={found} />
          {found.done + found.skipped + found.failed > 0 && <Outcomes run={found} />}
          <Steering run={found} />
        </>
      )}
    </Loaded>
  )
}

const count = (number: number) => number.toLocaleString()

function sentenceOf({ state, wish, total, done, skipped, failed, problem }: RunView): string {
  const so = `${count(done)} of ${count(total)} done`
  const rest = [
    ...(skipped > 0 ? [`${count(skipped)} left as they were`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
  ]
  const all = `${[so, ...rest].join(', ')}.`
  if (state === 'queued') return 'Waits to be begun.'
  if (state === 'failed') return `It ended early: ${problem ?? 'something failed'} ${all}`
  if (state === 'stopped') return `Stopped. ${all} The rest was not touched.`
  if (state === 'paused') return `Paused. ${all}`
  if (state === 'running' && wish === 'pause') return `Pausing after this batch. ${all}`
  if (state === 'running' && wish === 'stop') return `Stopping after this batch. ${all}`
  return all
}

function Progress({ run }: { run: RunView }) {
  const { total, done, skipped, failed } = run
  return (
    <>
      {!isOver(run) && (
        <progress
          className={css.progress}
          max={total}
          value={done + skipped + failed}
          aria-label="Progress"
        />
      )}
      <p className={css.state} role="status">
        {sentenceOf(run)}
      </p>
    </>
  )
}

function Steering({ run }: { run: RunCard }) {
  const act = useMutation({ mutationFn: (wish: 'pause' | 'resume' | 'stop') => steer(run.id, wish) })
  const undo = useMutation({ mutationFn: () => proposeUndo(run.id) })
  const isPaused = run.state === 'paused' || run.wish === 'pause'
  const canUndo = isOver(run) && run.done > 0 && run.undo === null
  return (
    <>
      <div className={css.buttons}>
        {!isOver(run) && (
          <>
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() => act.mutate(isPaused ? 'resume' : 'pause')}
            >
              {isPaused ? 'Go on' : 'Pause'}
            </Button>
            <Button
              variant="default"
              disabled={act.isPending || run.wish === 'stop'}
              onClick={() => act.mutate('stop')}
            >
              Stop
            </Button>
          </>
        )}
        {canUndo && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            Undo…
          </Button>
        )}
        {isOver(run) && <ResultFile id={run.id} />}
      </div>
      {act.isError && <Refused error={act.error} />}
      {undo.isError && <Refused error={undo.error} />}
    </>
  )
}

function ResultFile({ id }: { id: string }) {
  const [name] = useState(`run-${id}.csv`)
  const save = useMutation({
    mutationFn: async () => {
      const response = await checkedFetch(at`/api/runs/${id}/file`)
      saveFile(name, await response.blob(), 'text/csv')
    },
  })
  return (
    <>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        Result as CSV
      </Button>
      {save.isError && <Refused error={save.error} />}
    </>
  )
}
