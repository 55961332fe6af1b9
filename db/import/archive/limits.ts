/** What an archive or workbook may be at most. Folders have no such limits: unpack what is larger, and import the folder. */

const mb = 1024 * 1024

/** Of the archive as it lies there: a bundle of 2 GB of CSV packs to less. */
export const mostArchiveBytes = 200 * mb
/** Unpacked, on disk and never in memory: the largest bundle that the importer is measured with. */
export const mostBundleBytes = 2048 * mb
/** A workbook's XML, unpacked. Three million cells take about 120 MB; ten million are where a sheet stops being one. */
export const mostWorkbookBytes = 512 * mb
/** Deflate reaches 1,032 : 1 with nothing but repetition; tables reach 10 to 40. */
export const mostRatio = 100
/** So much may unpack from nearly nothing: small parts of a workbook are mostly repetition. */
export const freeBytes = mb
/** Tables of a bundle, or parts of a workbook. */
export const mostEntries = 2_000
/** Under transcripts/, documents/ and playbooks/, where a file is an object. */
export const mostObjects = 50_000

/** What the format allows. */
export const mostRows = 1_048_576
/** The format allows 16,384; no table of a customer team has so many, and empty cells up to them would fill the disk. */
export const mostColumns = 2_000
/** Of all sheets, with the empty cells between filled ones. */
export const mostCells = 25_000_000
/** Of one cell, name or value: the format allows 32,767 characters, six bytes each where every one is escaped. */
export const mostValueBytes = mb
export const mostDepth = 100
/** The table of texts that sheets refer to is held in memory. */
export const mostSharedBytes = 128 * mb
export const mostSharedTexts = 4_000_000
export const mostStyles = 65_536
/** Of files in an archive that were left out: beyond it they are only counted. */
export const mostNotes = 100
/** Cells without a value, such as errors, in a workbook; beyond it the workbook is refused as a whole. */
export const mostFaults = 10_000

/** Of the process that reads archives: the JavaScript heap, and all of it. */
export const heapMb = 256
export const mostResidentMb = 768
/** Ten times what the largest archive takes. */
export const longestMs = 5 * 60_000
