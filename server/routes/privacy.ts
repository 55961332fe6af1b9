/** Privacy for whoever may manage it: export and erase one person, the ledger, retention, and the map of what is held where. */
import { z } from 'zod'
import { recordAudit } from '#db/audit/append.ts'
import { changeSetting, readSettings } from '#db/change-setting.ts'
import type { Db } from '#db/connect.ts'
import { clockOf } from '#db/people.ts'
import { erasePerson } from '#db/privacy/erase.ts'
import { erasureMap } from '#db/privacy/erasure-map.ts'
import { exportPerson } from '#db/privacy/export-person.ts'
import { ledgerOf } from '#db/privacy/ledger.ts'
import { lastRun } from '#db/privacy/retention-keeper.ts'
import { runRetention } from '#db/privacy/retention.ts'
import {
  erasureMapSchema,
  erasureSchema,
  erasureWantedSchema,
  ledgerEntrySchema,
  personExportSchema,
  retentionChangeSchema,
  retentionCountsSchema,
  retentionKinds,
  retentionSchema,
  subjectWantedSchema,
  type Retention,
  type RetentionKind,
} from '../contract-privacy.ts'
import { principalOf } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { actorOf } from '../sign-in/record.ts'

const access = 'privacy:manage'
const subject = z.object({ subject: subjectWantedSchema })

const preview = route({
  ...{ method: 'post', path: '/privacy/erasures/preview', access },
  request: taking(subject),
  responses: giving('What would be erased; nothing is changed', erasureSchema),
})
const erase = route({
  ...{ method: 'post', path: '/privacy/erasures', access },
  request: taking(erasureWantedSchema),
  responses: giving('What was erased', erasureSchema),
})
const ledger = route({
  ...{ method: 'get', path: '/privacy/erasures', access },
  responses: giving('Who was erased when, without naming them, newest first', z.array(ledgerEntrySchema)),
})
const exported = route({
  ...{ method: 'post', path: '/privacy/exports', access },
  request: taking(subject),
  responses: giving('Everything that is held about one person, with where it was found', personExportSchema),
})
const retention = route({
  ...{ method: 'get', path: '/privacy/retention', access },
  responses: giving('The rules in force, and the last run', retentionSchema),
})
const changeRetention = route({
  ...{ method: 'patch', path: '/privacy/retention', access },
  request: taking(retentionChangeSchema),
  responses: giving('The rules in force now', retentionSchema),
})
const previewRetention = route({
  ...{ method: 'post', path: '/privacy/retention/preview', access },
  responses: giving('What a run would delete today', retentionCountsSchema),
})
const map = route({
  ...{ method: 'get', path: '/privacy/map', access },
  responses: giving('Which column may hold whose personal data, and how it is erased', erasureMapSchema),
})

const words: Record<RetentionKind, { label: string; explanation: string }> = {
  conversations: {
    label: 'Conversations',
    explanation: 'Deleted so many days after their last turn, with everything that was asked and answered.',
  },
  transcripts: {
    label: 'Call transcripts',
    explanation: 'What was said is deleted so many days after the call; the call itself stays.',
  },
  activityBodies: {
    label: 'Texts of activities',
    explanation: 'Bodies of e-mails and notes are emptied; subjects, days and people stay.',
  },
  history: {
    label: 'Former values',
    explanation:
      'Questions about a day before that answer with the oldest values that are left, and older changes can’t be taken back.',
  },
  auditSalts: {
    label: 'Names in the audit log',
    explanation:
      'The entries stay and can still be verified; they no longer say who somebody was outside of Steward.',
  },
  exports: { label: 'Exported files', explanation: 'Files of exports and reports that Steward keeps.' },
}

async function retentionOf(db: Db, workspace: string): Promise<Retention> {
  const settings = await db.inWorkspace(workspace, (tx) => readSettings(tx, workspace), 'read')
  return {
    rules: retentionKinds.map((kind) => ({ kind, ...words[kind], days: settings.retention[kind] })),
    lastRun: await lastRun(db, workspace),
  }
}

export type PrivacyService = {
  db: Db
  /** Where files and the ledger's file are; null for a store in memory. */
  dataDir: string | null
  today?: string | undefined
}

/** Erasing and exporting. */
function personRoutes({ db, dataDir }: PrivacyService) {
  return resource()
    .openapi(preview, async (context) => {
      const { workspace } = principalOf(context)
      const { subject: wanted } = context.req.valid('json')
      return context.json(await erasePerson(db, workspace.id, wanted, { dataDir, dryRun: true }), 200)
    })
    .openapi(erase, async (context) => {
      const principal = principalOf(context)
      const { subject: wanted } = context.req.valid('json')
      const report = await erasePerson(db, principal.workspace.id, wanted, {
        dataDir,
        actor: actorOf(principal),
      })
      return context.json(report, 200)
    })
    .openapi(ledger, async (context) =>
      context.json(await ledgerOf(db, principalOf(context).workspace.id), 200),
    )
    .openapi(exported, async (context) => {
      const principal = principalOf(context)
      const { subject: wanted } = context.req.valid('json')
      const held = await exportPerson(db, principal.workspace.id, wanted, {
        dataDir,
        actor: actorOf(principal),
      })
      context.header('content-disposition', 'attachment; filename="person.json"')
      return context.json(held, 200)
    })
}

export function privacyRoutes(service: PrivacyService) {
  const { db, dataDir, today } = service
  const rules = resource()
    .openapi(retention, async (context) =>
      context.json(await retentionOf(db, principalOf(context).workspace.id), 200),
    )
    .openapi(changeRetention, async (context) => {
      const principal = principalOf(context)
      const { id } = principal.workspace
      const changed = Object.entries(context.req.valid('json').rules)
      for (const [kind, days] of changed)
        await changeSetting(db, id, {
          path: `retention.${kind}`,
          value: days,
          actorId: principal.asker.userId,
        })
      await recordAudit(db, id, {
        ...{ actor: actorOf(principal), action: 'retention_changed' },
        details: Object.fromEntries(changed),
      })
      return context.json(await retentionOf(db, id), 200)
    })
    .openapi(previewRetention, async (context) => {
      const { workspace } = principalOf(context)
      const job = { db, workspace: workspace.id, clock: clockOf(workspace, today), dataDir, dryRun: true }
      return context.json({ counts: { ...(await runRetention(job)) } }, 200)
    })
    .openapi(map, (context) =>
      context.json(
        [...erasureMap].flatMap(([table, { columns }]) =>
          Object.entries(columns).map(([column, treatment]) => ({ table, column, ...treatment })),
        ),
        200,
      ),
    )
  return resource().route('/', personRoutes(service)).route('/', rules)
}
