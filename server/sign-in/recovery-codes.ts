/** Recovery codes: ten of 60 bits and more, of which only hashes are stored; what somebody types is hashed before it is compared. */
import { hashOf } from '#db/identities/tokens.ts'
import { randomInt } from 'node:crypto'
import { z } from 'zod'

/** No letters that are taken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const newCode = () => {
  const drawn = Array.from({ length: 15 }, () => letters[randomInt(letters.length)] ?? '').join('')
  return `${drawn.slice(0, 5)}-${drawn.slice(5, 10)}-${drawn.slice(10)}`
}

const mark = 'sha256:'

/** As typed: case, spaces and dashes do not matter. */
export const hashedCode = (code: string): string =>
  `${mark}${hashOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''))}`

/** What is left of them is stored again when one was used: hashes stay as they are. */
const storedCode = (code: string) => (code.startsWith(mark) ? code : hashedCode(code))

export const recoveryCodes = {
  customBackupCodesGenerate: () => Array.from({ length: 10 }, newCode),
  storeBackupCodes: {
    encrypt: (json: string) =>
      Promise.resolve(JSON.stringify(z.array(z.string()).parse(JSON.parse(json)).map(storedCode))),
    decrypt: (json: string) => Promise.resolve(json),
  },
}
