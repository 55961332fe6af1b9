/** What resources share: a request that is not of their shape is refused in words that name each place, and JSON in and out is declared in a word. */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { Problem } from '#db/problem.ts'

/** The routes of one resource. */
export const resource = () =>
  new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return
      throw new Problem('bad_request', `The request is not right: ${z.prettifyError(result.error)}`, {
        next: 'Correct it and send it again; /api/docs says what it takes.',
      })
    },
  })

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })

export const taking = <S extends z.ZodType>(schema: S) => ({
  body: { required: true as const, ...json(schema) },
})

export const giving = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, ...json(schema) },
})

export const nothingToSay = z.object({}).strict()
