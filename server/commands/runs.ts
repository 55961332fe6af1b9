/** `steward runs`: what was carried out and how far each run is; one of them row by row; paused, stopped or gone on with. */
import { listRuns, pauseRun, readRun, resumeRun, stopRun } from '#db/effects/runs.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { runSentence } from '../effects/print-proposal.ts'
import { actFor, actingOptions, actingUsage, print, printJson } from '../terminal.ts'
import { carriedOut, showRun } from '../effects/work-run.ts'

const listed = 30

export default defineCommand({
  usage: `runs ${actingUsage}                      the newest runs
runs RUN_ID [--pause|--resume|--stop] ${actingUsage}`,
  options: {
    ...actingOptions,
    pause: { type: 'boolean' },
    resume: { type: 'boolean' },
    stop: { type: 'boolean' },
  },
  run: (values, [id, ...more]) => {
    const { json = false, pause, resume, stop } = values
    const wishes = [pause, resume, stop].filter(Boolean).length
    if (more.length > 0 || wishes > 1 || (id === undefined && wishes > 0))
      throw new WrongUsage('runs takes the id of one run, and one of --pause, --resume, --stop')
    return actFor(values, async (steward, asker) => {
      const { db } = steward
      if (id === undefined) {
        const runs = await listRuns(db, asker, { limit: listed })
        if (json) printJson({ runs })
        else if (runs.length === 0) print('Nothing was carried out yet.')
        else
          for (const run of runs)
            print(`${run.id}  ${run.startedAt.slice(0, 16)}  ${run.summary}. ${runSentence(run)}`)
        return 0
      }
      if (pause) await pauseRun(db, asker, id)
      if (stop) await stopRun(db, asker, id)
      if (resume) await carriedOut(steward, asker, (await resumeRun(db, asker, id)).id)
      return showRun(steward, asker, await readRun(db, asker, id), json)
    })
  },
})
