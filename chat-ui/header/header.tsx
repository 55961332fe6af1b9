/** The bar on top: the workspace, who one is, light or dark; on a phone also the way to the conversations. */
import { ActionIcon } from '@mantine/core'
import { IconEdit, IconMenu2 } from '@tabler/icons-react'
import type { Session } from '#server/contract.ts'
import css from './header.module.css'
import { PersonSwitcher } from './person-switcher.tsx'
import { SchemeToggle } from './scheme-toggle.tsx'

type Props = { session: Session; openSidebar: () => void; startNew: () => void; switched: () => void }

export function Header({ session, openSidebar, startNew, switched }: Props) {
  return (
    <header className={css.header}>
      <ActionIcon
        className={css.phone ?? ''}
        variant="subtle"
        color="gray"
        size={40}
        aria-label="Conversations"
        onClick={openSidebar}
      >
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      <h1 className={css.name}>
        <span className={css.product}>Steward</span>
        <span className={css.workspace}>{session.workspace.name}</span>
        {session.workspace.isDemo && <span className={css.demo}>Demo</span>}
      </h1>
      <div className={css.right}>
        <SchemeToggle />
        <PersonSwitcher session={session} switched={switched} />
        <ActionIcon
          className={css.phone ?? ''}
          variant="subtle"
          color="gray"
          size={40}
          aria-label="New conversation"
          onClick={startNew}
        >
          <IconEdit size={20} stroke={1.6} />
        </ActionIcon>
      </div>
    </header>
  )
}
