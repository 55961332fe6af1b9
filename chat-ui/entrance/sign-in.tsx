/** The sign-in page: also when a session ended in the middle of work, which then goes on where it was. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Session } from '#server/contract.ts'
import type { Entry } from '#server/contract-people.ts'
import { enterDemo } from '../api.ts'
import { Refused } from '../forms/form.tsx'
import { ErrorPart } from '../parts/error.tsx'
import { entryQuery } from './api.ts'
import { Credentials } from './credentials.tsx'
import { beginAnew, enter } from './enter.ts'
import css from './entrance.module.css'
import { EntranceLayout } from './layout.tsx'
import { forgetSignOnFailure, signOnFailure, startSignOn } from './sign-on.ts'

export function SignIn({ ended }: { ended: Session | undefined }) {
  const [step, setStep] = useState<'password' | 'code'>('password')
  const entry = useQuery(entryQuery)
  const [failure] = useState(signOnFailure)
  useSignedOutMark()
  useEffect(forgetSignOnFailure, [])
  return (
    <EntranceLayout
      title={step === 'code' ? 'One more step' : titleOf(ended, entry.data)}
      intro={step === 'code' ? 'Your account asks for a second factor.' : introOf(ended, entry.data)}
    >
      {failure !== undefined && (
        <div role="alert">
          <ErrorPart problem={{ what: 'You are not signed in.', done: failure, next: '' }} />
        </div>
      )}
      {(entry.isError || entry.data?.needsSetUp === false) && (
        <Credentials
          email={ended?.via === 'session' ? ended.me.email : undefined}
          step={step}
          setStep={setStep}
          signedIn={() => enter(ended)}
        />
      )}
      {step === 'password' && entry.data !== undefined && <Others entry={entry.data} ended={ended} />}
      {ended?.via === 'session' && (
        <p>
          <button type="button" className={css.quiet} onClick={() => void beginAnew('/')}>
            Sign in as somebody else
          </button>
        </p>
      )}
      {entry.isError && <Refused error={entry.error} />}
    </EntranceLayout>
  )
}

function titleOf(ended: Session | undefined, entry: Entry | undefined): string {
  if (ended !== undefined) return 'Your session has ended'
  return entry?.needsSetUp ? 'Welcome' : 'Sign in'
}

function introOf(ended: Session | undefined, entry: Entry | undefined): string | undefined {
  if (ended !== undefined) return 'Sign in to go on where you were. What you typed is kept.'
  if (entry?.needsSetUp)
    return 'Nobody has an account here yet. Whoever started Steward finds a one-time link to set it up in its output.'
  return undefined
}

function Others({ entry, ended }: { entry: Entry; ended: Session | undefined }) {
  const other = useMutation({ mutationFn: (way: () => Promise<void>) => way() })
  if (entry.providers.length === 0 && !entry.demo) return null
  return (
    <div className={css.others}>
      {entry.providers.map((provider) => (
        <Button
          key={provider.id}
          variant="default"
          size="md"
          fz={14}
          disabled={other.isPending}
          onClick={() => other.mutate(() => startSignOn(provider.id))}
        >
          Continue with {provider.label}
        </Button>
      ))}
      {entry.demo && (
        <>
          <p>See Steward at work in a workspace of made-up customers. It needs no account.</p>
          <Button
            variant={entry.needsSetUp ? 'filled' : 'default'}
            size="md"
            fz={14}
            disabled={other.isPending}
            onClick={() =>
              other.mutate(async () => {
                await enterDemo()
                await enter(ended)
              })
            }
          >
            Look around in the demo
          </Button>
        </>
      )}
      {other.isError && <Refused error={other.error} />}
    </div>
  )
}

/** Dialogs that belong to the ended session are drawn outside of it; page.css hides them by this mark. */
function useSignedOutMark(): void {
  useEffect(() => {
    document.body.dataset.signedOut = ''
    return () => {
      delete document.body.dataset.signedOut
    }
  }, [])
}
