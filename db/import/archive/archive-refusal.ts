/** Why an archive is not opened, in words for the person who sent it. */

export class ArchiveRefusal extends Error {
  readonly next: string
  /** `reason` goes on from the archive's name; `next` is a whole sentence. */
  constructor(reason: string, next: string) {
    super(reason)
    this.name = 'ArchiveRefusal'
    this.next = next
  }
}

export const importFolder = 'Unpack the archive yourself and import the folder: a folder has no such limit.'
export const packAgain = 'Pack the bundle again with an ordinary zip program, without a password.'
export const saveAgain = 'Open the workbook in a spreadsheet program, save it as .xlsx, then import that.'
