/** A link inside the page: a plain click stays in it, with a modifier the browser opens the address in a tab of its own. */
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { go, usePath } from './route.ts'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  to: string
  /** The words that are meant on the page that opens. */
  said?: string
  /** Beside following it: closes the menu or drawer that the link stands in. */
  followed?: () => void
}

export function Link({ to, said, followed, ...rest }: Props) {
  const path = usePath()
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go(to, 'push', said)
    followed?.()
  }
  return <a {...rest} href={to} aria-current={path === to ? 'page' : undefined} onClick={onClick} />
}
