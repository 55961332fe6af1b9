/** What the people of a company's departments are called, for a contact's title. Data. */
import { crossed, words } from '../fields.ts'

/** Parts of a company: the word that a title has, and what its people are called by. */
const company: [string, string][] = [
  ['procurement', 'procurement|purchasing|sourcing|buying'],
  ['finance', 'finance|accounting|financial'],
  ['IT ', 'it|i.t.'],
  ['operations', 'operations|ops'],
  ['enablement', 'enablement'],
  ['marketing', 'marketing'],
  ['sales', 'sales side|sales-side'],
  ['legal', 'legal'],
  ['security', 'security|infosec'],
  ['engineer', 'engineering'],
  ['digital', 'digital'],
  ['data', 'data'],
  ['programme', 'programme|program'],
  ['HR', 'hr|human resources|people and culture'],
]
/** Words for people behind the name of their department. */
const someOf =
  'people|person|folks|folk|guys|guy|contact|person in charge|lot|crowd|man|woman|colleague|department people|team members|types|counterpart|stakeholder'

/** Nouns for contacts by the part of the company in which they work. */
export const departments = company.map(([title, said]) => ({
  words: [
    ...crossed(said, someOf),
    ...crossed('people|person|folks|folk|guys|contact|stakeholder', 'who work in|out of', said),
    ...crossed('guys|stakeholder', 'in|from|working in', said),
    ...crossed(
      'people|person|folks|folk|contact|anyone|anybody|someone|somebody|everyone|everybody|who',
      'in|from|working in',
      said,
      'there|over there|',
    ),
  ],
  where: { field: 'title', op: 'contains' as const, value: title },
}))

/** A part of the company that nothing else is called by. */
export const ownDepartments = [
  {
    words: words('procurement|purchasing'),
    where: { field: 'title', op: 'contains' as const, value: 'procurement' },
  },
  {
    words: words('finance|in finance|from finance|in accounting|from accounting'),
    where: { field: 'title', op: 'contains' as const, value: 'finance' },
  },
]
