/** Keeps cells of exported files from becoming formulas in a spreadsheet, and takes the mark off when such a file comes back. */

/**
 * A cell that begins so may run as a formula (OWASP ASVS 1.2.10, with the full-width forms). Numbers and telephone numbers
 * begin with + or − too and do nothing, so they stay as they are.
 */
const runs = /^'*(?:[=@\t\r\0＝＠＋－]|[+-](?![\d\s()./-]*$))/u

export const guarded = (text: string): string => (runs.test(text) ? `'${text}` : text)

/** What `guarded` was given. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && runs.test(text) ? text.slice(1) : text
