/** The index of each folder whose files are texts: a row names a file and says whose it is. Data only. */
import type { ColumnSpec, FileSpec } from '../file-spec.ts'
import { count, id, ofAccount } from './columns.ts'

const file: ColumnSpec = { ...id, name: 'file' }

export const transcriptIndex: FileSpec = {
  path: 'transcripts/index.csv',
  object: 'call',
  table: 'calls',
  id: 'file',
  idPrefix: 'transcripts/',
  columns: [
    file,
    ofAccount,
    { name: 'title', type: 'text', required: true },
    { name: 'at', type: 'time' },
    count('duration_min'),
    { name: 'attendees', type: 'list', fallback: [] },
  ],
}

/** A document may belong to no account: a price list, a handbook. */
export const documentIndex: FileSpec = {
  path: 'documents/index.csv',
  object: 'document',
  table: 'documents',
  id: 'file',
  idPrefix: 'documents/',
  columns: [
    file,
    { name: 'account_id', type: 'text', to: 'accounts' },
    { name: 'title', type: 'text', required: true },
    { name: 'kind', type: 'text' },
    { name: 'at', type: 'time' },
  ],
}
