/** What a file may be at most: beyond it, it is refused in words. */

const mb = 1024 * 1024

export const mostBytes = 64 * mb
/** Of a Word file, unpacked; pictures are not unpacked. */
export const mostDocumentBytes = 48 * mb
export const mostPages = 5_000
export const mostPassages = 100_000
/** Of all passages together. */
export const mostCharacters = 64 * mb
export const mostMails = 20_000
/** Of parts in a mail, and of mails in mails. */
export const mostMailDepth = 10
export const mostMailHeaderBytes = 256 * 1024
export const mostAttachments = 100
/** Of files in files: a text in a mail in a mail. */
export const mostFileDepth = 3
/** Of elements in HTML, and of blocks in Markdown. */
export const mostDepth = 1_000
export const mostStyleCharacters = 512 * 1024
export const mostNotes = 20

/** Of the process that reads: the JavaScript heap, and all of it. */
export const heapMb = 384
export const mostResidentMb = 768
/** A reader that holds more after a file is not used for another. */
export const mostIdleMb = 320
export const mostReaders = 2
export const idleMs = 30_000

/** Of the processor's time, so that a busy machine refuses no file: a second for each 200 kB beside the first three. Most files take a hundredth of it. */
const longestMs = 120_000
export const timeFor = (bytes: number): number => Math.min(3_000 + bytes / 200, longestMs)
/** Of the clock's time, for a reader that had the processor for more than a moment: on a busy machine nobody waits longer either. */
export const waitFor = (bytes: number): number => Math.max(9_000, timeFor(bytes) * 1.5)
export const momentMs = 1_000
/** With nothing to do for so long, a reader waits for something that never comes. */
export const stuckMs = 4_000
/** What a reader ends itself with in both cases. */
export const lateSignal = 'SIGXCPU'
/** Times its processor time that a reader is waited for, should it not end itself. */
export const mostWaiting = 20
