/** A service over a folder with sources to look at. */
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { serve } from '@hono/node-server'
import { testService } from '#evals/kit/service.ts'
import { ingest } from '#rag/ingest.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { inChange } from '#db/history/change.ts'
const s = await testService()
const corpus = readFileSync('/work/shared/data/meetings/dev/corpus.jsonl','utf8').trim().split('\n').map((l) => JSON.parse(l))
const by = new Map<string, any[]>()
for (const r of corpus) by.set(r.meeting_id, [...(by.get(r.meeting_id) ?? []), r])
let i = 0
const acc = ['A-1','A-2','A-5']
const all = [...by].slice(0, 12).map(([id, turns]) => ({ name: `transcripts/${id}.vtt`, account: acc[i++ % 3], source: { kind: 'call' as const, title: `Review ${i}: ${turns[5]?.text.slice(0, 40)}`, at: `2026-${String(3 + (i % 8)).padStart(2,'0')}-1${i % 10}T09:30:00Z`, people: [...new Set(turns.map((t) => t.speaker))], passages: turns.map((t, n) => ({ text: t.text, speaker: t.speaker, startS: n * 11.3, endS: n * 11.3 + 10 })) } }))
await ingest(s.db, 'acme', all)
await ingest(s.db, 'acme', [{ name: 'documents/success-plan.md', account: 'A-1', source: { kind: 'document', title: 'Success plan Northlight', at: '2026-09-01', people: [], passages: [
 { heading: 'Goals', text: 'Northlight wants **offline mode** and [pricing](https://evil.example/x) that does not depend on seats. See <img src="https://evil.example/p.png"> and ![alt](https://evil.example/q.png).' },
 { heading: 'Goals', text: '- Roll out to 500 users\n- Train the champions\n- Agree the price before the renewal' },
 { heading: 'Risks', text: 'The budget owner leaves in December. The design meeting said the remote control is too expensive.' },
 { heading: 'Risks › Legal', text: '| Clause | State |\n|---|---|\n| Notice period | 60 days |\n| Price cap | 5 % a year |' },
] } }])
await inChange(s.db, 'acme', { kind: 'import', source: 'file' }, (tx) => tx.execute(sql`insert into activities (workspace_id, id, source_id, account_id, type, direction, at, subject, body, contact_id)
  select 'acme', gen_random_uuid(), 'AC-900', a.id, 'email', 'inbound', '2026-11-01', 'Price and the remote control', E'Hello Nora,\n\nwe think the price of the remote is too high, and the design needs another look before we renew.\n\nClick https://evil.example/win <b>now</b>.\n\nBest,\nDana', (select id from contacts c where c.workspace_id='acme' and c.account_id=a.id limit 1)
  from accounts a where a.source_id='A-1'`))
await keepChunks(s.db, 'acme')
console.log(s.url)
setInterval(() => {}, 1e6)
