/** `steward hold`: the kill switch from the terminal; while it is on, nothing is proposed, approved or carried out. */
import { liftHold, listHolds, placeHold } from '#db/effects/holds.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { actFor, actingOptions, actingUsage, print, printJson } from '../terminal.ts'

export default defineCommand({
  usage: `hold ${actingUsage}                      whether everything is stopped
hold on --reason TEXT ${actingUsage}
hold off ${actingUsage}`,
  options: { ...actingOptions, reason: { type: 'string' } },
  run: (values, [act, ...more]) => {
    const reason = values.reason?.trim() ?? ''
    const isKnown = act === undefined || act === 'off' || (act === 'on' && reason !== '')
    if (!isKnown || more.length > 0) throw new WrongUsage('say on, with --reason TEXT; off; or nothing')
    return actFor(values, async ({ db }, asker) => {
      if (act === 'on') await placeHold(db, asker, reason)
      if (act === 'off') await liftHold(db, asker)
      const current = (await listHolds(db, asker, 1)).find(({ liftedAt }) => liftedAt === null) ?? null
      if (values.json) printJson({ hold: current })
      else if (current === null) print('Nothing is stopped.')
      else print(`Everything is stopped since ${current.placedAt}: ${current.reason} (${current.placedBy})`)
      return 0
    })
  },
})
