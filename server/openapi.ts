/** The OpenAPI document of an app: its declared routes, who may use each, the problems that each may answer with, and an example of everything. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { sample } from 'openapi-sampler'
import { z } from 'zod'
import { problemSchema } from './contract.ts'
import type { Access } from './route.ts'

type Media = { schema?: object; example?: unknown }
type Content = { content?: Record<string, Media>; description?: string }
type Operation = {
  'x-access'?: Access
  security?: Record<string, string[]>[]
  requestBody?: Content
  responses?: Record<string, Content>
  description?: string
  tags?: string[]
}
type Document = { paths?: Record<string, Record<string, Operation>>; components?: object }

const problem = (description: string): Content => ({
  description,
  content: { 'application/json': { schema: z.toJSONSchema(problemSchema, { target: 'openapi-3.0' }) } },
})

/** What any route may answer besides its own; each names what happened, what was and was not done, and what to do next. */
const problems: Record<string, Content> = {
  400: problem('The request is not right'),
  429: problem('Too many requests: Retry-After says when to come again'),
}
const ofTheSignedIn: Record<string, Content> = {
  401: problem('Nobody is signed in'),
  403: problem('The person, the role or the key may not do this'),
}

const accessWords = (access: Access): string =>
  access === 'session'
    ? 'For a person who signed in to an account of their own.'
    : access === 'open'
      ? 'Open to anybody.'
      : access === 'signed-in'
        ? 'For whoever is signed in.'
        : `Takes the permission \`${access}\`.`

const examplesOf = (document: Document, { content = {} }: Content): void => {
  for (const media of Object.values(content))
    if (media.schema && media.example === undefined)
      media.example = sample(media.schema, { quiet: true }, document)
}

/** OpenAPI 3.1. */
export function openApiOf<E extends Env>(app: OpenAPIHono<E>): object {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Steward',
      version: '1',
      description:
        'What the page does, for other programs. Sign in with a key of your own (Profile → Keys): `Authorization: Bearer stw_…`.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
  }) as Document
  document.components = {
    ...document.components,
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key made in the profile' },
      session: { type: 'apiKey', in: 'cookie', name: 'steward.session_token' },
    },
  }
  for (const [path, operations] of Object.entries(document.paths ?? {}))
    for (const operation of Object.values(operations)) {
      operation.tags = [path.split('/')[2] ?? 'api']
      const access = operation['x-access'] ?? 'signed-in'
      operation.security = access === 'open' ? [] : [{ key: [] }, { session: [] }]
      operation.description = [operation.description, accessWords(access)].filter(Boolean).join(' ')
      operation.responses = {
        ...problems,
        ...(access !== 'open' && ofTheSignedIn),
        ...operation.responses,
      }
      for (const content of [operation.requestBody ?? {}, ...Object.values(operation.responses)])
        examplesOf(document, content)
    }
  return document
}
