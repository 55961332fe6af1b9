/** Which files of a bundle's folders can be read, and what to say of the others. */

export type Folder = { name: 'transcripts' | 'documents'; reads: string[] }

export const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path.toLowerCase())?.[1] ?? ''

/** Null where the file's format can be read. */
export function formatFault(path: string, reads: string[]): string | null {
  const extension = extensionOf(path)
  if (reads.includes(extension)) return null
  const list = reads.map((one) => `.${one}`).join(', ')
  return extension === ''
    ? `the file has no extension: what can be read is ${list}`
    : `.${extension} files cannot be read yet: save it as one of ${list}`
}
