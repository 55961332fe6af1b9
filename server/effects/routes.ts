/** Every resource of effects, in one app: proposals, runs, the kill switch and standing approvals. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Steward } from '#agent/steward.ts'
import { holdRoutes } from '../routes/holds.ts'
import { proposalRoutes } from '../routes/proposals.ts'
import { runRoutes } from '../routes/runs.ts'
import { standingRoutes } from '../routes/standing.ts'

export const effectRoutes = (steward: Steward) =>
  new OpenAPIHono()
    .route('/', proposalRoutes(steward))
    .route('/', runRoutes(steward))
    .route('/', holdRoutes(steward))
    .route('/', standingRoutes(steward))
