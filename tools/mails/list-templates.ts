/** Lists the templates that mails can be drafted from. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { defineTool } from '../kit/define-tool.ts'
import { templates } from './templates.ts'

const columns = [
  { key: 'name', label: 'Template', type: 'text' },
  { key: 'use', label: 'For', type: 'text' },
  { key: 'subject', label: 'Subject', type: 'text' },
  { key: 'body', label: 'Text', type: 'text' },
]

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Listing mail templates',
  description:
    'The templates that mails to customers can be drafted from, with their texts. Use it for "which mail templates are ' +
    'there". Not for drafts that exist, which the record query lists.',
  input: z.strictObject({}),
  phrases: {
    frames: [
      '(which|what) (mail|email|e-mail) templates (do we have|are there|exist|can you use)',
      '(list|show|show me) [all] [our|the] (mail|email|e-mail) templates',
    ],
    examples: ['Which mail templates are there?'],
  },
  run: () =>
    Promise.resolve({
      text: `**${templates.length} templates**: ${templates.map(({ label }) => label).join(', ')}.`,
      blocks: [
        {
          ...{ kind: 'table' as const, id: uuid(), object: 'group', title: 'Mail templates', columns },
          rows: templates.map(({ key, label, use, subject, body }) => ({
            id: key,
            name: label,
            use,
            subject,
            body,
          })),
          ...{ total: templates.length, reading: 'the mail templates' },
        },
      ],
    }),
})
