/** What resources share: a body that does not fit is a Problem that names each field, and JSON in and out is declared in a word. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { Problem } from '#db/problem.ts'

export const resource = () =>
  new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return
      throw new Problem('bad_request', z.prettifyError(result.error), { done: 'Nothing was changed.' })
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
