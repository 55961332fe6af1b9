/** Enters a running service's demo as the page's button does, and gives the cookie that says so. */

const entered = new Map<string, Promise<string>>()

/** Once a service: its visitors may share the demo's CSM. */
export function enterDemo(url: string): Promise<string> {
  const { origin } = new URL(url)
  const known = entered.get(origin) ?? enter(origin)
  entered.set(origin, known)
  return known
}

async function enter(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: '{}',
  })
  if (!response.ok) throw new Error(`the demo could not be entered: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
