/** Each route lets in those that it says, and nothing comes from another site. `npm run bench:rights` tries ids of other workspaces in all of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realService, type RealService } from '../kit/real-service.ts'
import { openTown, tryAccess, tryCrossSite, type Town } from './route-matrix.ts'

describe('the routes', () => {
  let service: RealService
  let town: Town
  beforeAll(async () => {
    service = await realService()
    town = await openTown(service)
  })
  afterAll(() => service.close())

  test('let in and refuse everybody as declared', async () => {
    const { calls, deviations } = await tryAccess(town)
    expect(deviations).toEqual([])
    expect(calls).toBe(town.operations.length * town.actors.length)
  })

  test('that are open to anybody are these', () => {
    const open = town.operations
      .filter(({ access }) => access === 'open')
      .map(({ method, path }) => `${method} ${path}`)
    expect(
      open.filter((each) => !/\/api\/(?:auth|scim|docs|health|openapi\.json)/.test(each)).sort(),
    ).toEqual([
      'GET /api/entry',
      'GET /api/invitations/{token}',
      'GET /api/setup',
      'POST /api/demo',
      'POST /api/invitations/{token}',
      'POST /api/setup',
    ])
  })

  test('take nothing from another site', async () => {
    expect((await tryCrossSite(town, service.url)).deviations).toEqual([])
  })
})
