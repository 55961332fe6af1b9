/** How drizzle-kit writes migrations: `npm run db:generate -- --name what-changed`. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/tables.ts',
  out: './db/migrations',
})
