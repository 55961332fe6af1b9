/** Makes answers of one kind take equally long: a refusal goes out on the next whole step since it began, whatever was looked up meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than a password's hash and an entry of the audit log take; people do not mind it for a wrong password. */
const stepMs = 500

export async function evenTime(beganAt: number): Promise<void> {
  const passed = performance.now() - beganAt
  await sleep(Math.ceil(passed / stepMs) * stepMs - passed)
}
