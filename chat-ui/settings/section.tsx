/** A page of the settings and its sections: headings, a sentence on what it is for, and what belongs to it. */
import { useEffect, type ReactNode } from 'react'
import css from './settings.module.css'

type PageProps = { title: string; intro?: ReactNode; action?: ReactNode; children: ReactNode }

export function SettingsPage({ title, intro, action, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} – Steward`
  }, [title])
  return (
    <div className={css.column}>
      <div className={css.head}>
        <h2 className={css.title}>{title}</h2>
        {action}
      </div>
      {intro !== undefined && <p className={css.intro}>{intro}</p>}
      {children}
    </div>
  )
}

type SectionProps = { title: string; hint?: ReactNode; action?: ReactNode; children: ReactNode }

export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.head}>
        <h3 className={css.subtitle}>{title}</h3>
        {action}
      </div>
      {hint !== undefined && <p className={css.hint}>{hint}</p>}
      {children}
    </section>
  )
}
