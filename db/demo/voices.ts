/** How somebody opens and closes a mail: every person keeps to one manner. */

type Voice = { open: (to: string) => string; close: (from: string) => string }

const firstOf = (name: string) => name.split(' ')[0] ?? name

const voices: Voice[] = [
  { open: (to) => `Hi ${firstOf(to)},`, close: (from) => `Best,\n${firstOf(from)}` },
  { open: (to) => `Hello ${firstOf(to)},`, close: (from) => `Kind regards,\n${from}` },
  { open: (to) => `${firstOf(to)},`, close: (from) => firstOf(from) },
  { open: (to) => `Dear ${firstOf(to)},`, close: (from) => `Regards,\n${from}` },
  { open: (to) => `Hi ${firstOf(to)},`, close: (from) => `Thanks\n${firstOf(from)}` },
  { open: (to) => `Good morning ${firstOf(to)},`, close: (from) => `Many thanks,\n${firstOf(from)}` },
  { open: () => '', close: (from) => `– ${firstOf(from)}` },
  { open: (to) => `Hello ${firstOf(to)},`, close: (from) => `Cheers,\n${firstOf(from)}` },
]

function voiceOf(name: string): Voice {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  const voice = voices[sum % voices.length]
  if (!voice) throw new RangeError('no voices')
  return voice
}

export function greet(from: string, to: string): string {
  return voiceOf(from).open(to)
}

/** Later mails of a thread close with the name alone. */
export function signOff(from: string, turn: number): string {
  return turn > 1 ? firstOf(from) : voiceOf(from).close(from)
}
