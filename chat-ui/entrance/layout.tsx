/** How every page before sign-in looks: the product's name, one column, one thing to do. */
import '../forms/mantine.css'
import { useEffect, useRef, type ReactNode } from 'react'
import { SchemeToggle } from '../header/scheme-toggle.tsx'
import css from './entrance.module.css'

type Props = { title: string; intro?: ReactNode; children?: ReactNode }

export function EntranceLayout({ title, intro, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    document.title = `${title} – Steward`
    // A new step is read out from its heading; the first page starts where browsers start.
    if (!isFirst.current) heading.current?.focus()
    isFirst.current = false
  }, [title])
  return (
    <div className={css.page}>
      <header className={css.top}>
        <span className={css.brand}>Steward</span>
        <SchemeToggle />
      </header>
      <main className={css.main}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {intro !== undefined && <p className={css.intro}>{intro}</p>}
        {children}
      </main>
    </div>
  )
}
