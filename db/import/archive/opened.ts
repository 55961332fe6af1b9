/** What the process that reads archives tells the one that asked: the files it wrote, or why there are none. */
import type { Sheet, SourceNote } from '../source.ts'

/** `stored` is the file's name in the folder that was given. */
export type StoredFile = { path: string; stored: string; bytes: number; sheet?: Sheet }
export type Opened = { files: StoredFile[]; notes: SourceNote[] }
export type Told = { opened: Opened } | { refused: { reason: string; next: string } } | { failed: string }
