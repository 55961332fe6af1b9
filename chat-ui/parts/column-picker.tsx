/** Chooses which columns of a table are shown; the last one left cannot be hidden. */
import { ActionIcon, Checkbox, Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { Column } from '#agent/contract.ts'
import css from './column-picker.module.css'

type Props = {
  columns: Column[]
  isShown: (key: string) => boolean
  toggle: (key: string) => void
  shownCount: number
}

export function ColumnPicker({ columns, isShown, toggle, shownCount }: Props) {
  return (
    <Popover
      position="bottom-end"
      shadow="sm"
      trapFocus
      withinPortal
      returnFocus
      transitionProps={{ duration: 80 }}
    >
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="Columns" title="Columns">
          <IconColumns3 size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8} className={css.list}>
        {columns.map((column) => (
          <Checkbox
            key={column.key}
            size="xs"
            label={column.label}
            checked={isShown(column.key)}
            disabled={shownCount === 1 && isShown(column.key)}
            onChange={() => toggle(column.key)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
