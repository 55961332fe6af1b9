/** Tells somebody who is signed in why linking an identity provider's account came to nothing. */
import { useState } from 'react'
import { Dialog } from '../forms/ask-first.tsx'
import { ErrorPart } from '../parts/error.tsx'
import { forgetSignOnFailure, signOnFailure } from './sign-on.ts'

export function SignOnNotice() {
  const [failure, setFailure] = useState(signOnFailure)
  if (failure === undefined) return null
  const close = () => {
    forgetSignOnFailure()
    setFailure(undefined)
  }
  return (
    <Dialog title="Single sign-on" close={close}>
      <ErrorPart problem={{ what: 'Nothing was linked.', done: failure, next: '' }} />
    </Dialog>
  )
}
