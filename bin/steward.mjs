#!/usr/bin/env node
/** The command line (see `steward --help`): brings what is missing, then runs server/main.ts in Node 24. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensurePackages, ensurePage, findNode, run } from './launch.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
ensurePackages()
const node = findNode()
if (process.argv[2] === 'serve') ensurePage(node)
run(node, [join(root, 'server', 'main.ts'), ...process.argv.slice(2)])
