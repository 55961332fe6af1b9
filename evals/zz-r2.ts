import { attack, plantAll } from './bench/injection/attack.ts'
import { carriers } from './bench/injection/channels.ts'
import { inBrowser } from './bench/injection/in-browser.ts'
import { openRenderer } from './bench/injection/rendered.ts'
import { benignMails, collected } from './bench/injection/texts.ts'
const field = await plantAll(collected().filter((_, i) => i === 110), carriers)
const shown = await inBrowser(field, field.plants.filter((_, i) => i === 0 || i > 4))
console.log(JSON.stringify(shown).slice(0, 2000))
await field.close()
const mails = await plantAll(benignMails().map((text) => ({ text, tools: [] })), carriers.slice(0, 1))
const renderer = await openRenderer()
for (const by of ['offline', 'in words'] as const) {
  const t = await attack(mails, { by, renderer })
  console.log(by, JSON.stringify({ ...t }).slice(0, 600))
}
await renderer.close(); await mails.close()
