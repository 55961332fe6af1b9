/** An empty conversation: a greeting that knows the person and the day, and requests that fit them. */
import { UnstyledButton } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { Session } from '#server/contract.ts'
import { greeting, longDay } from './greeting.ts'
import css from './thread.module.css'

export function Empty({ session, ask }: { session: Session; ask: (text: string) => void }) {
  return (
    <div className={css.empty}>
      <p className={css.day}>{longDay(session.today)}</p>
      <h2 className={css.greeting}>{greeting(session.me.name, session.timeZone, new Date())}</h2>
      {session.suggestions.length > 0 && (
        <ul className={css.suggestions} aria-label="Suggestions">
          {session.suggestions.map((suggestion) => (
            <li key={suggestion}>
              <UnstyledButton className={css.suggestion} onClick={() => ask(suggestion)}>
                <span>{suggestion}</span>
                <IconArrowRight size={16} stroke={1.6} aria-hidden />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
