/** `make-workspace --accounts N [--seed S] --out DIR`: writes a generated workspace as a folder of CSV files, in constant memory. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { bigWorkspace } from './big-workspace.ts'

const { values } = parseArgs({
  options: { accounts: { type: 'string' }, seed: { type: 'string', default: '1' }, out: { type: 'string' } },
})
const accounts = Number(values.accounts)
const seed = Number(values.seed)
if (!values.out || !Number.isSafeInteger(accounts) || !Number.isSafeInteger(seed)) {
  process.stderr.write('usage: make-workspace --accounts N [--seed S] --out DIR\n')
  process.exit(2)
}
const source = bigWorkspace({ accounts, seed })
await mkdir(values.out, { recursive: true })
for (const { path } of await source.list()) {
  const file = createWriteStream(join(values.out, path))
  await pipeline(Readable.from(source.open(path)), file)
  process.stdout.write(`${path} ${file.bytesWritten} bytes\n`)
}
