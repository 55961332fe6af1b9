/** Before the tests on a server: brings one up with a migrated template, or leaves the tests to be listed as not run. */
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'
import { makeTemplate } from './server-databases.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    server: { url: string; template: string } | null
  }
}

const never = /(?!)/

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  if (!server) {
    project.config.testNamePattern = never
    project.provide('server', null)
    return async () => {}
  }
  const template = await makeTemplate(server.url)
  project.provide('server', { url: server.url, template: template.url })
  return async () => {
    await template.drop()
    await server.stop()
  }
}
