/** Loaded before each test file of the server's project: fresh stores then come from the server. */
import { inject } from 'vitest'
import { useServer } from './store.ts'

const server = inject('server')
if (server) useServer(server)
