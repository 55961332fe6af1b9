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

/** For all but large files; what these hold beyond it adds a second each 100 kB. Most files take a hundredth of it. */
const shortMs = 8_000
const largeBytes = 4 * mb
const longestMs = 120_000
export const timeFor = (bytes: number): number =>
  Math.min(shortMs + Math.max(0, bytes - largeBytes) / 100, longestMs)
