/** The second factor: turned on by scanning and confirming, its recovery codes shown once, turned off with the password. */
import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { recoveryCodesSchema, twoFactorSecretSchema, type TwoFactorSecret } from '#server/contract-people.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import { PasswordField } from '../forms/password.tsx'
import { SecretOnce } from '../forms/secret-once.tsx'
import { exchange, send } from '../http.ts'
import { changedMe } from '../settings/api.ts'
import { Section } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { QrCode } from './qr-code.tsx'

const path = '/api/auth/two-factor'

type Stage =
  | { at: 'rest' }
  | { at: 'asked' }
  | { at: 'secret'; secret: TwoFactorSecret }
  | { at: 'codes'; codes: string[] }

export function TwoFactor({ isOn, hasPassword }: { isOn: boolean; hasPassword: boolean }) {
  const [stage, setStage] = useState<Stage>({ at: 'rest' })
  const rest = () => setStage({ at: 'rest' })
  const content = (): ReactNode => {
    switch (stage.at) {
      case 'asked':
        return <Begin cancel={rest} begun={(secret) => setStage({ at: 'secret', secret })} />
      case 'secret':
        return (
          <Confirm
            secret={stage.secret}
            cancel={rest}
            confirmed={() => setStage({ at: 'codes', codes: stage.secret.recoveryCodes })}
          />
        )
      case 'codes':
        return <Codes codes={stage.codes} done={rest} />
      case 'rest':
        if (isOn) return <On renewed={(codes) => setStage({ at: 'codes', codes })} />
        return (
          <Button disabled={!hasPassword} onClick={() => setStage({ at: 'asked' })}>
            Turn on
          </Button>
        )
    }
  }
  return (
    <Section
      title={`Two-factor sign-in: ${isOn ? 'on' : 'off'}`}
      hint={
        hasPassword
          ? 'Besides your password, signing in asks for a code of an authenticator app on your phone.'
          : 'Your identity provider asks for a second factor; Steward asks for one beside a password only.'
      }
    >
      {content()}
    </Section>
  )
}

type BeginProps = { cancel: () => void; begun: (secret: TwoFactorSecret) => void }

function Begin({ cancel, begun }: BeginProps) {
  const [password, setPassword] = useState('')
  const begin = async () =>
    begun(await exchange('POST', `${path}/enable`, { password }, twoFactorSecretSchema))
  return (
    <Form label="Continue" send={begin} aside={<Cancel cancel={cancel} />}>
      <PasswordField label="Your password" value={password} change={setPassword} />
    </Form>
  )
}

const Cancel = ({ cancel }: { cancel: () => void }) => (
  <Button variant="default" onClick={cancel}>
    Cancel
  </Button>
)

type ConfirmProps = { secret: TwoFactorSecret; cancel: () => void; confirmed: () => void }

function Confirm({ secret, cancel, confirmed }: ConfirmProps) {
  const [code, setCode] = useState('')
  const confirm = async () => {
    await send('POST', `${path}/verify-totp`, { code: code.trim() })
    // The codes come first: what is read again must not take them off the page.
    confirmed()
    await changedMe()
  }
  return (
    <>
      <div className={css.twoFactor}>
        <QrCode text={secret.uri} label="QR code for your authenticator app" />
        <div>
          <p className={css.hint}>Scan it with your authenticator app, or type this secret into the app:</p>
          <p className={css.mono}>{secret.secret.match(/.{1,4}/g)?.join(' ')}</p>
        </div>
      </div>
      <Form label="Turn on" send={confirm} aside={<Cancel cancel={cancel} />}>
        <TextInput
          label="Code"
          description="The six digits that the app shows now."
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          withAsterisk={false}
          minLength={6}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </Form>
    </>
  )
}

function Codes({ codes, done }: { codes: string[]; done: () => void }) {
  return (
    <SecretOnce
      title="Your recovery codes"
      hint="Each signs you in once when your phone is not at hand. Keep them somewhere safe: they are not shown again."
      lines={codes}
      fileName="steward-recovery-codes.txt"
      done={done}
    />
  )
}

function On({ renewed }: { renewed: (codes: string[]) => void }) {
  const [asking, setAsking] = useState<'renew' | 'off'>()
  const [password, setPassword] = useState('')
  const close = () => {
    setAsking(undefined)
    setPassword('')
  }
  const act = async () => {
    if (asking === 'renew') {
      const made = await exchange('POST', `${path}/generate-backup-codes`, { password }, recoveryCodesSchema)
      renewed(made.recoveryCodes)
      return
    }
    await send('POST', `${path}/disable`, { password })
    await changedMe()
  }
  return (
    <div className={css.buttons}>
      <Button variant="default" onClick={() => setAsking('renew')}>
        New recovery codes
      </Button>
      <Button variant="default" onClick={() => setAsking('off')}>
        Turn off
      </Button>
      {asking !== undefined && (
        <AskFirst
          title={asking === 'renew' ? 'Make new recovery codes?' : 'Turn two-factor sign-in off?'}
          label={asking === 'renew' ? 'Make new codes' : 'Turn off'}
          isDangerous={asking === 'off'}
          act={act}
          close={close}
        >
          <p>
            {asking === 'renew'
              ? 'Your old recovery codes end with it.'
              : 'Your password alone will sign you in again.'}
          </p>
          <PasswordField label="Your password" value={password} change={setPassword} />
        </AskFirst>
      )}
    </div>
  )
}
