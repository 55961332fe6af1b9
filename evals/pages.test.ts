/** The way in and the pages beside the chat, in a real browser against the real service: set-up, invitation, second factor, ended sessions, who sees what. */
import { TOTP } from 'otpauth'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { startOidcProvider } from './kit/oidc-provider.ts'
import { browserNeeded, browserPath, startBrowser, visitor } from './kit/browser.ts'
import {
  administrator,
  invite,
  password,
  realService,
  setUp,
  tokenOf,
  type Client,
  type RealService,
} from './kit/real-service.ts'

const fixtureBundle = fileURLToPath(new URL('./fixtures/bundle', import.meta.url))

const composer = (page: Page) => page.getByRole('textbox', { name: 'Ask Steward' })
/** Whose team sees every account of the fixture bundle. */
const ada = { managerEmail: administrator.email }
const passwordField = (page: Page) => page.getByLabel('Password', { exact: true })

async function signInWith(page: Page, email: string) {
  await page.getByLabel('E-mail').fill(email)
  await passwordField(page).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

describe.skipIf(!browserPath)(browserPath ? 'the pages' : `the pages (${browserNeeded})`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  // A page that stays open goes on drawing and asking.
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
  afterAll(() => browser?.close())

  /** A page of somebody who is signed in by the client's cookies. */
  async function pageOf(service: RealService, client: Client, path: string) {
    const visit = await visitor(browser)
    await visit.context.addCookies(
      [...client.jar].map(([name, value]) => ({ name, value, url: service.url })),
    )
    await visit.page.goto(service.url + path)
    return visit
  }

  describe('before anybody has an account', () => {
    let service: RealService
    beforeAll(async () => {
      service = await realService({ isEmpty: true })
      const demo = { id: 'demo', name: 'Demo', isDemo: true }
      await importBundle(service.db, { workspace: demo, source: fromFolder(fixtureBundle) })
    })
    afterAll(() => service?.close())

    test('one click leads into the demo, as its CSM, and the menu makes one another of its people', async () => {
      const { page, requests, errors } = await visitor(browser)
      await page.goto(service.url)
      await page.getByRole('button', { name: 'Look around in the demo' }).click()
      await composer(page).waitFor()
      await page.getByRole('button', { name: 'You are Nora Lind' }).click()
      await page.getByRole('menuitem', { name: 'Ada Okoye' }).click()
      await page.getByRole('button', { name: 'You are Ada Okoye' }).waitFor()
      expect(requests.filter((url) => !url.startsWith(service.url))).toEqual([])
      expect(errors).toEqual([])
    })

    test('the one-time link makes the administrator and closes the demo; used again it says so', async () => {
      const { page } = await visitor(browser)
      const link = `${service.url}/setup?token=${await newSetUpToken(service.db)}`
      await page.goto(link)
      await page.getByLabel('Your name').fill('Ada Okoye')
      await page.getByLabel('Your e-mail').fill(administrator.email)
      await passwordField(page).fill(password)
      await page.getByLabel('Name of the workspace').fill('Acme & Söhne')
      expect(await page.getByLabel('Its short name').inputValue()).toBe('acme-sohne')
      await page.getByRole('button', { name: 'Set up' }).click()
      await composer(page).waitFor()
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Acme & Söhne')

      const late = await visitor(browser)
      await late.page.goto(link)
      await late.page.getByRole('alert').getByText('no longer good').waitFor()
      await late.page.getByRole('button', { name: 'Go to sign-in' }).click()
      await late.page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(await late.page.getByRole('button', { name: /demo/ }).count()).toBe(0)
    })
  })

  describe('with people', () => {
    let service: RealService
    let admin: Client
    beforeAll(async () => {
      service = await realService()
      admin = await setUp(service)
    })
    afterAll(() => service?.close())

    test('an administrator invites, and who is invited joins with a password and asks', async () => {
      const { page } = await pageOf(service, admin, '/admin/people')
      await page.getByRole('button', { name: 'Invite somebody' }).click()
      await page.getByLabel('E-mail').fill('nora@acme.example')
      await page.getByLabel('Role').selectOption('CSM')
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByText('A mail to nora@acme.example is on its way').waitFor()

      const nora = await visitor(browser)
      const letter = await service.post.to('nora@acme.example')
      await nora.page.goto(`${service.url}/invitation?token=${tokenOf(letter)}`)
      await passwordField(nora.page).fill(password)
      await nora.page.getByRole('button', { name: 'Join' }).click()
      await composer(nora.page).fill('Which accounts renewing in the next 90 days are not green?')
      await nora.page.keyboard.press('Enter')
      await nora.page.getByRole('table').waitFor()
      expect(nora.errors).toEqual([])
    })

    test('a wrong password is refused beside the form, and what was typed stays', async () => {
      const { page } = await visitor(browser)
      await page.goto(service.url)
      await page.getByLabel('E-mail').fill(administrator.email)
      await passwordField(page).fill('not the password')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
      expect(await page.getByLabel('E-mail').inputValue()).toBe(administrator.email)
    })

    test('a viewer finds no administration, and its address says what is missing and whom to ask', async () => {
      const viewer = await invite(service, admin, {
        ...{ email: 'vera@acme.example', name: 'Vera Sato', role: 'viewer' },
      })
      const { page } = await pageOf(service, viewer, '/')
      await composer(page).waitFor()
      expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0)
      await page.goto(`${service.url}/admin/audit`)
      await page
        .getByText('It takes the permission “audit:read”. Ask an administrator. Here that is Ada Okoye.')
        .waitFor()
      await page.goto(`${service.url}/admin/people`)
      await page.getByRole('rowheader', { name: /Vera Sato/ }).waitFor()
      expect(await page.getByRole('button', { name: /Invite|More about/ }).count()).toBe(0)
      expect(await page.getByRole('link', { name: 'My API keys' }).count()).toBe(0)
    })

    test('somebody who is deactivated is out at their next step', async () => {
      const omar = await invite(service, admin, {
        ...{ email: 'omar@acme.example', name: 'Omar Haddad', role: 'csm' },
      })
      const his = await pageOf(service, omar, '/profile')
      await his.page.getByText('omar@acme.example').first().waitFor()
      const { page } = await pageOf(service, admin, '/admin/people')
      await page.getByRole('button', { name: 'More about Omar Haddad' }).click()
      await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
      await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
      await page.getByRole('row', { name: /Omar Haddad.*Deactivated/ }).waitFor()
      await his.page.getByRole('link', { name: 'Devices' }).click()
      await his.page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
    })

    test('a session that ends keeps what was typed, and the same address comes back after signing in', async () => {
      const max = await invite(service, admin, {
        ...{ email: 'max@acme.example', name: 'Max Fuchs', role: 'manager' },
      })
      const { page, context } = await pageOf(service, max, '/')
      await composer(page).fill('Northlight')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
      const address = page.url()
      await composer(page).fill('half a question')
      await context.clearCookies()
      await page.getByRole('button', { name: 'More about Northlight' }).click()
      await page.getByRole('menuitem', { name: 'Rename' }).click()
      await page.keyboard.type('Another title')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
      expect(await composer(page).isVisible()).toBe(false)
      await passwordField(page).fill(password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await composer(page).waitFor()
      expect(await composer(page).inputValue()).toBe('half a question')
      expect(page.url()).toBe(address)
    })

    test('an open dialog goes out of sight with its session, and comes back as it was', async () => {
      const { page, context } = await pageOf(service, admin, '/admin/people')
      await page.getByRole('button', { name: 'Invite somebody' }).click()
      await page.getByLabel('E-mail').fill('new@acme.example')
      await page.getByRole('textbox', { name: 'Name' }).fill('New Person')
      await context.clearCookies()
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
      expect(await page.getByRole('dialog').isVisible()).toBe(false)
      await passwordField(page).fill(password)
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('New Person')
    })

    test('one account is shared by its id, and why somebody sees it is explained', async () => {
      const lea = { email: 'lea@acme.example', name: 'Lea Lone', role: 'viewer' }
      await invite(service, admin, lea)
      const { page } = await pageOf(service, admin, '/admin/people')
      const explain = async () => {
        await page.goto(`${service.url}/admin/people`)
        await page.getByRole('button', { name: 'More about Lea Lone' }).click()
        await page.getByRole('menuitem', { name: 'What can they see of an account?' }).click()
        await page.getByLabel('Account').fill('A-3')
        await page.getByRole('button', { name: 'Explain' }).click()
      }
      await explain()
      await page.getByText('Lea Lone does not see Café Brûlot').waitFor()
      await page.goto(`${service.url}/admin/sharing`)
      await page.getByRole('button', { name: 'Share accounts' }).click()
      await page.getByLabel('What is shared').selectOption('One account')
      await page.getByLabel('Account', { exact: true }).fill('A-3')
      await page.getByLabel('With whom').selectOption('One person')
      await page.getByLabel('Who', { exact: true }).selectOption('Lea Lone (lea@acme.example)')
      await page.getByRole('button', { name: 'Share', exact: true }).click()
      await page.getByRole('row', { name: /Café Brûlot.*Lea Lone/ }).waitFor()
      await explain()
      await page.getByText('Lea Lone sees Café Brûlot').waitFor()
    })

    test('the audit log tells who invited whom, narrows by action, and says that it is intact', async () => {
      await invite(service, admin, { email: 'kim@acme.example', name: 'Kim Known', role: 'viewer' })
      const { page } = await pageOf(service, admin, '/admin/audit')
      await page.getByLabel('What').selectOption('Invited somebody')
      await page.getByRole('row', { name: /Ada Okoye invited somebody.*Kim Known/ }).waitFor()
      await expect.poll(() => page.getByRole('rowheader', { name: /signed in/ }).count()).toBe(0)
      await page.getByRole('button', { name: 'Verify' }).click()
      await page.getByText('The log is intact').waitFor()
    })

    test('erasing shows what would go before it goes', async () => {
      const { page } = await pageOf(service, admin, '/admin/privacy')
      await page.getByLabel('E-mail or id').fill('chloe@brulot.example')
      await page.getByRole('button', { name: 'Preview erasing' }).click()
      await page.getByText('Known by: Chloé Martin').waitFor()
      await page.getByText('Nobody was erased.').waitFor()
      await page.getByRole('button', { name: 'Erase this person…' }).click()
      await page.getByRole('button', { name: 'Erase for good' }).click()
      await page.getByText(/^Done: \d+ rows were changed or deleted/).waitFor()
      await page.getByRole('row', { name: /A contact.*Ada Okoye/ }).waitFor()
    })

    test('an identity provider is added, and its button signs in whom it vouches for; anybody else is told why not', async () => {
      const idp = await startOidcProvider(`${service.url}/api/auth/sso/callback/example-id`)
      const { page } = await pageOf(service, admin, '/admin/sign-on')
      await page.getByRole('button', { name: 'Add a provider' }).click()
      await page.getByLabel('What its button says').fill('Example ID')
      await page.getByLabel('E-mail domains').fill('acme.example')
      await page.getByLabel('Issuer').fill(idp.issuer)
      await page.getByLabel('Client id').fill(idp.clientId)
      await page.getByLabel('Client secret').fill(idp.clientSecret)
      await page.getByLabel('Somebody who is new here').selectOption('Becomes Viewer')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByRole('region', { name: 'Example ID' }).getByText('/callback/example-id').waitFor()

      const come = async (subject: string, email: string) => {
        idp.people.set(subject, { email, email_verified: true, name: 'Sam Sign' })
        idp.signedIn.as = subject
        const visit = await visitor(browser)
        await visit.page.goto(`${service.url}/profile`)
        await visit.page.getByRole('button', { name: 'Continue with Example ID' }).click()
        return visit.page
      }
      const known = await come('s-1', 'sam@acme.example')
      await known.getByText('sam@acme.example').first().waitFor()
      expect(known.url()).toBe(`${service.url}/profile`)
      const foreign = await come('s-2', 'sam@elsewhere.example')
      await foreign.getByRole('alert').getByText('not of a domain').waitFor()
      await idp.close()
    })

    test('whoever belongs to two workspaces changes between them in the header', async () => {
      const { page } = await pageOf(service, admin, '/')
      await composer(page).waitFor()
      expect(await page.getByRole('button', { name: /Change workspace/ }).count()).toBe(0)
      await admin.post('/api/workspaces', { id: 'second', name: 'Second House' })
      await page.reload()
      await page.getByRole('button', { name: /Change workspace/ }).click()
      await page.getByRole('menuitem', { name: 'Second House' }).click()
      await page.getByRole('button', { name: 'Workspace: Second House' }).waitFor()
      await page.getByRole('button', { name: /Change workspace/ }).click()
      await page.getByRole('menuitem', { name: 'acme' }).click()
      await page.getByRole('button', { name: 'Workspace: acme' }).waitFor()
    })

    test('somebody with an account joins another workspace with it, and with no new password', async () => {
      const who = { email: 'two@acme.example', name: 'Two Homes', role: 'csm' }
      await invite(service, admin, who)
      await admin.post('/api/workspaces', { id: 'third', name: 'Third House' })
      await admin.post('/api/session/workspace', { id: 'third' })
      await admin.post('/api/people/invitations', who)
      await admin.post('/api/session/workspace', { id: 'acme' })
      const { page } = await visitor(browser)
      await page.goto(`${service.url}/invitation?token=${tokenOf(await service.post.to(who.email))}`)
      await page.getByText('Ada Okoye invites you to Third House').waitFor()
      expect(await page.getByLabel('E-mail').inputValue()).toBe(who.email)
      await passwordField(page).fill(password)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /Change workspace/ }).click()
      await page.getByRole('menuitem', { name: 'Third House' }).waitFor()
    })

    test('a CSM is shown contacts’ e-mail, and a viewer is told that it is withheld', async () => {
      const csm = await invite(service, admin, {
        email: 'cas@acme.example',
        name: 'Cas Em',
        role: 'csm',
        ...ada,
      })
      const viewer = await invite(service, admin, {
        email: 'vic@acme.example',
        name: 'Vic Ew',
        role: 'viewer',
        ...ada,
      })
      const ask = async (client: Client) => {
        const { page } = await pageOf(service, client, '/')
        await composer(page).fill('contacts of Northlight with their e-mail')
        await page.keyboard.press('Enter')
        return page
      }
      await (await ask(csm)).getByRole('cell', { name: 'hugo@northlight.example' }).waitFor()
      const told = await ask(viewer)
      await told.getByText('E-mail of contacts is not shown to you.').first().waitFor()
      expect(await told.getByText('hugo@northlight.example').count()).toBe(0)
    })

    test('an address is confirmed by the link of the mail, and then no longer asked about', async () => {
      const { page } = await pageOf(service, admin, '/profile')
      await page.getByRole('button', { name: 'Confirm my e-mail address' }).click()
      const letter = await service.post.to(administrator.email)
      await page.goto(`${service.url}/verify?token=${tokenOf(letter)}`)
      await page.getByRole('heading', { name: 'Your e-mail address is confirmed' }).waitFor()
      await page.goto(`${service.url}/profile`)
      await page.getByRole('heading', { name: 'What you may do' }).waitFor()
      expect(await page.getByRole('button', { name: /Confirm/ }).count()).toBe(0)
    })

    test('a page that nobody uses asks nothing by itself, so that its session can end', async () => {
      const { page, requests } = await pageOf(service, admin, '/profile')
      await page.getByRole('heading', { name: 'What you may do' }).waitFor()
      await page.clock.install()
      await page.goto(service.url)
      await composer(page).waitFor()
      const polls = () => requests.filter((url) => url.endsWith('/api/conversations')).length
      await page.clock.runFor('01:00')
      await expect.poll(polls).toBeGreaterThan(1)
      await page.clock.runFor('10:00')
      await page.waitForLoadState('networkidle')
      const whenLeft = polls()
      await page.clock.runFor('10:00')
      await page.waitForLoadState('networkidle')
      expect(polls()).toBe(whenLeft)
      await page.mouse.move(200, 200)
      await page.clock.runFor('00:30')
      await expect.poll(polls).toBeGreaterThan(whenLeft)
    })

    test('a key is shown once, and revoking it asks first', async () => {
      const { page } = await pageOf(service, admin, '/profile/keys')
      await page.getByRole('button', { name: 'Make a key' }).click()
      await page.getByLabel('What it is for').fill('Nightly report')
      await page.getByRole('button', { name: 'Make the key' }).click()
      const shown = page.getByRole('group', { name: 'Keep this key now' })
      const secret = await shown.getByText(/^stw_/).innerText()
      const asks = () =>
        fetch(`${service.url}/api/session`, { headers: { authorization: `Bearer ${secret}` } })
      expect((await asks()).status).toBe(200)
      await page.getByRole('button', { name: 'I have kept it' }).click()
      await page.getByRole('row', { name: /Nightly report.*Active/ }).waitFor()
      expect(await page.getByText(secret).count()).toBe(0)
      await page.getByRole('button', { name: 'Revoke Nightly report' }).click()
      await page.getByRole('button', { name: 'Revoke', exact: true }).click()
      await page.getByRole('row', { name: /Nightly report.*Revoked/ }).waitFor()
      expect((await asks()).status).toBe(401)
    })

    test('an own role withholds the fields that were chosen for it', async () => {
      const { page } = await pageOf(service, admin, '/admin/roles')
      await page.getByRole('button', { name: 'Define a role' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Support')
      await page.getByLabel('Withheld fields').fill('phone')
      await page.getByRole('checkbox', { name: 'Contact: Phone' }).check()
      await page.getByRole('button', { name: 'Save the role' }).click()
      const section = page.getByRole('region', { name: 'Support' })
      await section.getByText('Contact: Phone').waitFor()
      await section.getByText('Of this workspace, based on CSM.').waitFor()
    })

    test('the second factor is turned on by its secret, asked for at sign-in, and stood in for by a recovery code', async () => {
      const who = { email: 'tess@acme.example', name: 'Tess Two', role: 'csm' }
      const { page } = await pageOf(service, await invite(service, admin, who), '/profile/security')
      await page.getByRole('button', { name: 'Turn on' }).click()
      await page.getByLabel('Your password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('img', { name: /QR code/ }).waitFor()
      const secret = (await page.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/).innerText()).replaceAll(' ', '')
      await page.getByLabel('Code', { exact: true }).fill(new TOTP({ secret }).generate())
      await page.getByRole('button', { name: 'Turn on' }).click()
      const codes = page.getByRole('group', { name: 'Your recovery codes' })
      const [recovery = ''] = (await codes.locator('code').innerText()).split('\n')
      await page.getByText('Two-factor sign-in: on').waitFor()
      await page.getByRole('button', { name: 'I have kept it' }).click()
      expect(await page.getByText(recovery).count()).toBe(0)

      const next = await visitor(browser)
      await next.page.goto(service.url)
      await signInWith(next.page, who.email)
      await next.page.getByLabel('Code', { exact: true }).fill('000000')
      await next.page.keyboard.press('Enter')
      await next.page.getByRole('alert').waitFor()
      await next.page.getByRole('button', { name: 'Use a recovery code instead' }).click()
      await next.page.getByLabel('Recovery code').fill(recovery)
      await next.page.keyboard.press('Enter')
      await composer(next.page).waitFor()
    })

    test('the devices list the browsers, and ending one signs it out', async () => {
      const other = await visitor(browser)
      await other.page.goto(service.url)
      await signInWith(other.page, administrator.email)
      await composer(other.page).waitFor()
      const { page } = await pageOf(service, admin, '/profile/devices')
      await page.getByRole('button', { name: 'End all others' }).click()
      await page.getByRole('button', { name: 'End', exact: true }).click()
      await page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' })
      await other.page.goto(service.url)
      await other.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    })

    test('a forgotten password is set anew by the link of the mail', async () => {
      await invite(service, admin, { email: 'fay@acme.example', name: 'Fay Forgets', role: 'viewer' })
      const { page } = await visitor(browser)
      await page.goto(service.url)
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await page.getByLabel('E-mail').fill('fay@acme.example')
      await page.getByRole('button', { name: 'Send the link' }).click()
      await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
      await page.goto(`${service.url}/reset?token=${tokenOf(await service.post.to('fay@acme.example'))}`)
      await page.getByLabel('New password', { exact: true }).fill('another long password')
      await page.getByRole('button', { name: 'Set the password' }).click()
      await page.getByRole('button', { name: 'Go to sign-in' }).click()
      await page.getByLabel('E-mail').fill('fay@acme.example')
      await passwordField(page).fill('another long password')
      await page.keyboard.press('Enter')
      await composer(page).waitFor()
    })
  })
})
