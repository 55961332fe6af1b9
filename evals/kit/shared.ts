/** Finds the data that is shared beside the repository; it may not be there, and tests that need it then say so. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The absolute path of a file or folder of ../shared/data, or null where it is missing. */
export function sharedData(path: string): string | null {
  const found = fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url))
  return existsSync(found) ? found : null
}

/** The name of a test that needs the path: listed as not run, with why, where it is missing. */
export const needsShared = (path: string, name: string): string =>
  sharedData(path) ? name : `${name} (not run: ../shared/data/${path} is not there)`
