/** The words that people have for things, each in a short request with the object, and the field where it names one, that it must lead to: a case a line, read and not carried out. */
import type { Case } from '../contract.ts'

export const vocabulary = (table: string): Case[] =>
  table
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [plan = '', object = '', field = ''] = line.split('\t')
      const args = { from: { is: object }, ...(field && { '.': { contains: JSON.stringify(field) } }) }
      return {
        ...{
          id: `${plan} → ${object}.${field}`,
          kind: 'word',
          tags: [object],
          proves: [],
          fixture: 'demo',
          plan,
        },
        expect: { calls: { mode: 'strict', calls: [{ tool: 'records_query_records', args }] } },
      }
    })
