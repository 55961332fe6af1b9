/** What can be asked and sent before anybody is signed in. */
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  entrySchema,
  invitationViewSchema,
  setUpStateSchema,
  signedInSchema,
  type acceptSchema,
  type SetUp,
} from '#server/contract-people.ts'
import { at, exchange, read, search, send } from '../http.ts'

export const entryQuery = queryOptions({
  queryKey: ['entry'],
  queryFn: ({ signal }) => read('/api/entry', entrySchema, signal),
})

export const signIn = (email: string, password: string) =>
  exchange('POST', '/api/auth/sign-in/email', { email, password }, signedInSchema)
export type SecondFactor = 'totp' | 'backup-code'
export const verifySecondFactor = (kind: SecondFactor, code: string) =>
  send('POST', `/api/auth/two-factor/verify-${kind}`, { code })

export const askForReset = (email: string) => send('POST', '/api/auth/request-password-reset', { email })
export const resetPassword = (token: string, newPassword: string) =>
  send('POST', '/api/auth/reset-password', { token, newPassword })
/** Not to be repeated by itself: a token is good once. */
export const verificationQuery = (token: string) =>
  queryOptions({
    queryKey: ['verification', token],
    queryFn: async () => {
      await send('POST', '/api/auth/verify-email', { token })
      return true
    },
    staleTime: Infinity,
    retry: false,
  })

export const setUpQuery = (token: string) =>
  queryOptions({
    queryKey: ['setup', token],
    queryFn: ({ signal }) => read(`/api/setup${search({ token })}`, setUpStateSchema, signal),
    staleTime: Infinity,
  })
export const setUp = (wanted: SetUp) => send('POST', '/api/setup', wanted)

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => read(at`/api/invitations/${token}`, invitationViewSchema, signal),
  })
export const acceptInvitation = (token: string, body: z.infer<typeof acceptSchema>) =>
  exchange('POST', at`/api/invitations/${token}`, body, signedInSchema)
