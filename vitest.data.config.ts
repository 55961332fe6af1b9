/** Tests over the large data that is shared beside the repository (`npm run test:data`): too long for every run. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['**/*.data.ts'], pool: 'forks', testTimeout: 600_000, hookTimeout: 600_000 },
})
