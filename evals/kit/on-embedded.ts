/** Test files share a process: fresh stores of these are embedded, whatever those before used. */
import { useServer } from './store.ts'

useServer(null)
