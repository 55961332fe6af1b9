/** What people call verifying: a head of the log as it is now is signed where it may be, then all of it is checked. */
import { Problem } from '../problem.ts'
import type { Verification } from './contract.ts'
import { headFileOf } from './head.ts'
import { signTip, type Signing } from './sign-heads.ts'
import type { PublicKey } from './signing-key.ts'
import { verifyAudit } from './verify.ts'

export type Given = {
  /** Further files of heads, of another machine for example. */
  files?: readonly string[]
  /** Further keys that heads may be signed with. */
  keys?: readonly PublicKey[]
}

export async function checkAudit(
  signing: Signing,
  workspace: string,
  { files = [], keys = [] }: Given = {},
): Promise<Verification> {
  try {
    await signTip(signing, workspace)
  } catch (error) {
    // The log does not continue what was signed: what is wrong with it is told below.
    if (!(error instanceof Problem && error.code === 'conflict')) throw error
  }
  return verifyAudit(signing.db, workspace, {
    keys: [signing.key.publicKey, ...keys],
    files: [headFileOf(signing.folder, workspace), ...files],
  })
}
