/** The CSV files of a bundle (DOMAIN.md), in the order that lets each refer to those before it. */
import type { FileSpec } from '../file-spec.ts'
import { accountFiles } from './account-files.ts'
import { activityFiles } from './activity-files.ts'

export const bundleFiles: FileSpec[] = [...accountFiles, ...activityFiles]
