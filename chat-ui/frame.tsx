/** What surrounds every page of somebody who is signed in: the bar on top, a side bar (a drawer on a phone), and the way past both. */
import { Drawer } from '@mantine/core'
import { useState, type MouseEvent, type ReactNode } from 'react'
import type { Session } from '#server/contract.ts'
import css from './app.module.css'
import { Header } from './header/header.tsx'

type Props = {
  session: Session
  /** What the side bar holds, as a heading. */
  side: string
  /** Gets what closes the drawer, to be called when something was chosen. */
  sidebar: (close: () => void) => ReactNode
  main: string
  skip: { label: string; to: () => void }
  startNew?: (() => void) | undefined
  children: ReactNode
}

export function Frame({ session, side, sidebar, main, skip, startNew, children }: Props) {
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const close = () => setDrawerOpen(false)
  const onSkip = (event: MouseEvent) => {
    event.preventDefault()
    skip.to()
  }
  return (
    <div className={css.page}>
      <a className="skip" href="#main" onClick={onSkip}>
        {skip.label}
      </a>
      <Header session={session} side={side} openSidebar={() => setDrawerOpen(true)} startNew={startNew} />
      <div className={css.body}>
        <div className={css.side}>{sidebar(close)}</div>
        <main id="main" tabIndex={-1} className={css.main} aria-label={main}>
          {children}
        </main>
      </div>
      {/* Put together from its parts, because the library's own heading would be a second banner of the page. */}
      <Drawer.Root opened={isDrawerOpen} onClose={close} size={304} transitionProps={{ duration: 120 }}>
        <Drawer.Overlay />
        <Drawer.Content>
          <div className={css.drawerHead}>
            <Drawer.Title className={css.drawerTitle ?? ''}>{side}</Drawer.Title>
            <Drawer.CloseButton aria-label={`Close the ${side.toLowerCase()}`} />
          </div>
          <Drawer.Body className={css.drawer ?? ''}>{sidebar(close)}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </div>
  )
}
