/** A table of the mapping while it is being guessed: its file's columns, which of them are taken, and what for. */
import type { FileSpec } from '../file-spec.ts'
import { nameFit, type Fit } from './field-fit.ts'
import type { MappedColumn, MappedTable } from './mapping.ts'
import type { ColumnProfile, FileProfile } from './profile.ts'

export class Draft {
  readonly profile: FileProfile
  readonly object: string
  readonly spec: FileSpec
  /** What the names and types of the columns said; references are decided later. */
  readonly fits: Map<string, Fit>
  readonly all: Fit[]
  rows: MappedTable['rows'] = 'each'
  sure = true
  why = ''
  key: string[] = []
  match: MappedTable['match'] = []
  readonly columns: MappedColumn[] = []
  readonly joinedNames = new Set<string>()
  /** Columns with the field that they are for; null where they are left out on purpose. */
  private readonly taken = new Map<ColumnProfile, string | null>()

  constructor(profile: FileProfile, object: string, spec: FileSpec, fits: Map<string, Fit>, all: Fit[]) {
    this.profile = profile
    this.object = object
    this.spec = spec
    this.fits = fits
    this.all = all
    for (const [field, fit] of fits) this.taken.set(fit.column, field)
  }

  nameFit(column: ColumnProfile, field: string): number {
    return nameFit(column.words, this.object, field)
  }

  take(column: ColumnProfile, field: string | null): void {
    this.taken.set(column, field)
  }

  release(field: string): void {
    const fit = this.fits.get(field)
    if (fit) this.taken.delete(fit.column)
    this.fits.delete(field)
  }

  /** For another field than this one. */
  isTaken(column: ColumnProfile, field: string): boolean {
    const owner = this.taken.get(column)
    return owner !== undefined && owner !== field
  }

  has(field: string): boolean {
    return this.columns.some((column) => column.to === field)
  }

  isFree(column: ColumnProfile): boolean {
    return !this.taken.has(column)
  }

  /** Given to a field whose name it only resembles. */
  isWeak(column: ColumnProfile): boolean {
    const fit = [...this.fits.values()].find((one) => one.column === column)
    return fit !== undefined && fit.score < 0.85
  }

  map(column: MappedColumn, ...from: ColumnProfile[]): void {
    this.columns.push(column)
    for (const one of from) this.take(one, column.to)
  }

  toTable(): MappedTable {
    const { profile, object, rows, key, match, sure, why, columns } = this
    const { line: header, delimiter } = profile.header
    return { file: profile.file.path, header, delimiter, object, rows, key, match, sure, why, columns }
  }
}
