/** Undoes how a workbook writes characters that XML has no room for: `_x000D_` is a carriage return. Pure. */

/** Other control characters stay as they are written: no cell of ours may hold them. */
const allowed = new Set([9, 10, 13])

export const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (written, hex: string) => {
        const code = Number.parseInt(hex, 16)
        return code >= 32 || allowed.has(code) ? String.fromCharCode(code) : written
      })
    : text
