/** Head and body cells of a table: sortable heads, numbers to the right, health as shape and word. */
import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Cell, Column } from '#agent/contract.ts'
import { formatCell, isNumeric } from '../cells/format.ts'
import { healthGrade } from '../cells/health.ts'
import { GradeMark } from './grade.tsx'
import css from './table.module.css'

export type Row = Record<string, Cell>

type HeadProps = { column: Column; sorted: false | 'asc' | 'desc'; sort: () => void }

export function HeadCell({ column, sorted, sort }: HeadProps) {
  const order = sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'
  const Arrow = sorted === 'asc' ? IconArrowUp : IconArrowDown
  return (
    <th scope="col" role="columnheader" aria-sort={order} data-right={isNumeric(column.type) || undefined}>
      <UnstyledButton className={css.sort} data-sorted={sorted || undefined} onClick={sort}>
        {column.label}
        <Arrow stroke={2} aria-hidden />
      </UnstyledButton>
    </th>
  )
}

export function BodyRow({ columns, row }: { columns: Column[]; row: Row }) {
  return (
    <tr>
      {columns.map((column, index) => {
        const Tag = index === 0 ? 'th' : 'td'
        return (
          <Tag
            key={column.key}
            {...(index === 0 ? { scope: 'row' } : {})}
            data-right={isNumeric(column.type) || undefined}
            data-missing={isMissing(row[column.key]) || undefined}
            title={
              typeof row[column.key] === 'string' ? formatCell(row[column.key], column, {}, row) : undefined
            }
          >
            <CellContent column={column} row={row} />
          </Tag>
        )
      })}
    </tr>
  )
}

function CellContent({ column, row }: { column: Column; row: Row }) {
  const value = row[column.key]
  const text = formatCell(value, column, {}, row)
  const grade = healthGrade(column.key, value)
  return grade === undefined ? (
    text
  ) : (
    <GradeMark grade={grade} word={formatCell(value, { type: 'enum' }, {})} />
  )
}

const isMissing = (value: Cell | undefined) => value === null || value === undefined || value === ''
