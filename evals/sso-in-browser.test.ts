/** Single sign-on in a real browser, with the provider on another site: the browser's own rules for cookies let it through. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProviderRow } from '#server/contract-sso.ts'
import { browserNeeded, browserPath, startBrowser } from './kit/browser.ts'
import { startOidcProvider, type OidcProvider } from './kit/oidc-provider.ts'
import { realService, setUp, type RealOptions, type RealService } from './kit/real-service.ts'
import { startSamlIdp, type SamlIdp } from './kit/saml-idp.ts'

const title = 'a browser that comes back from a provider of another site'
describe.skipIf(!browserPath)(browserPath ? title : `${title} (${browserNeeded})`, () => {
  let service: RealService
  let browser: Browser
  let oidc: OidcProvider
  let saml: SamlIdp
  // The providers are on 127.0.0.1, and that is another site than localhost.
  let home = ''

  beforeAll(async () => {
    const options: RealOptions = {}
    service = await realService(options)
    home = `http://localhost:${new URL(service.url).port}`
    options.baseUrl = home
    const admin = await setUp(service)
    oidc = await startOidcProvider(`${home}/api/auth/sso/callback/oidc`)
    saml = await startSamlIdp(() => `${service.url}/api/auth/sso/saml2/metadata/saml`)
    const common = { label: 'IdP', domains: ['acme.example'], newRole: null }
    const { issuer, clientId, clientSecret } = oidc
    const kinds = [
      { id: 'oidc', kind: 'oidc', issuer, clientId, clientSecret },
      { id: 'saml', kind: 'saml', metadata: saml.metadata },
    ]
    for (const kind of kinds) {
      const made = await admin.post<ProviderRow>('/api/sso/providers', { ...common, ...kind })
      expect(made.body.setUp.returnUrl.startsWith(home)).toBe(true)
    }
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await oidc?.close()
    await saml?.close()
    await service?.close()
  })

  /** Begins on Steward's own page, goes where that leads, and asks who it is in the end. */
  async function signIn(provider: string): Promise<{ at: string; me: string | null }> {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${home}/api/entry`)
    const asked = JSON.stringify({ provider, next: '/api-less' })
    const url = await page.evaluate<string>(
      `fetch('/api/auth/sso/start', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(asked)} })
        .then((response) => response.json()).then(({ url }) => url)`,
    )
    await page.goto(url)
    await page.waitForURL((at) => at.href.startsWith(home) && !at.pathname.startsWith('/api/'))
    const session = await context.request.get(`${home}/api/session`)
    const me = session.ok() ? ((await session.json()) as { me: { email: string } }).me.email : null
    const { pathname, search } = new URL(page.url())
    await context.close()
    return { at: pathname + search, me }
  }

  test('by OpenID Connect is signed in', async () => {
    oidc.people.set('n', { email: 'nora@acme.example', email_verified: true })
    oidc.signedIn.as = 'n'
    expect(await signIn('oidc')).toEqual({ at: '/api-less', me: 'nora@acme.example' })
  })

  test('by SAML, whose form brings no cookie along, is signed in', async () => {
    saml.signedIn.as = { nameId: 'o', email: 'omar@acme.example' }
    expect(await signIn('saml')).toEqual({ at: '/api-less', me: 'omar@acme.example' })
  })
})
