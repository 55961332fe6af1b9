/** E-mail and password, then a code where the account asks for one; what was typed stays after a refusal. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Form } from '../forms/form.tsx'
import { PasswordField } from '../forms/password.tsx'
import { Link } from '../link.tsx'
import { signIn, verifySecondFactor, type SecondFactor } from './api.ts'
import css from './entrance.module.css'

type Props = {
  /** Already known, and then not to be changed. */
  email?: string | undefined
  step: 'password' | 'code'
  setStep: (step: 'password' | 'code') => void
  /** Called once the server has signed the person in. */
  signedIn: () => Promise<void>
}

export function Credentials({ email: fixed, step, setStep, signedIn }: Props) {
  const [email, setEmail] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  if (step === 'code') return <Code signedIn={signedIn} back={() => setStep('password')} />
  const send = async () => {
    const { secondFactor } = await signIn(email.trim(), password)
    if (!secondFactor) return signedIn()
    setPassword('')
    setStep('code')
  }
  return (
    <Form
      label="Sign in"
      send={send}
      aside={
        <Link className={css.quiet} to="/forgotten">
          Forgot your password?
        </Link>
      }
    >
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        readOnly={fixed !== undefined}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordField label="Password" value={password} change={setPassword} />
    </Form>
  )
}

const kinds: Record<SecondFactor, { label: string; hint: string; other: string }> = {
  totp: {
    label: 'Code',
    hint: 'The six digits that your authenticator app shows now.',
    other: 'Use a recovery code instead',
  },
  'backup-code': {
    label: 'Recovery code',
    hint: 'One of those that you kept when you turned two-factor on. Each is good once.',
    other: 'Use your authenticator app instead',
  },
}

function Code({ signedIn, back }: { signedIn: () => Promise<void>; back: () => void }) {
  const [kind, setKind] = useState<SecondFactor>('totp')
  const [code, setCode] = useState('')
  const send = async () => {
    await verifySecondFactor(kind, code.trim())
    await signedIn()
  }
  const change = () => {
    setKind(kind === 'totp' ? 'backup-code' : 'totp')
    setCode('')
  }
  return (
    <Form
      key={kind}
      label="Sign in"
      send={send}
      aside={
        <>
          <button type="button" className={css.quiet} onClick={change}>
            {kinds[kind].other}
          </button>
          <button type="button" className={css.quiet} onClick={back}>
            Start again
          </button>
        </>
      }
    >
      <TextInput
        label={kinds[kind].label}
        description={kinds[kind].hint}
        autoFocus
        autoComplete="one-time-code"
        inputMode={kind === 'totp' ? 'numeric' : 'text'}
        required
        withAsterisk={false}
        minLength={6}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </Form>
  )
}
