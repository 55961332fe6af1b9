/** The letters beyond a to z that languages write with, and the encodings that people who write them use. */

const western = {
  german: 'äöüß',
  french: 'àâæçéèêëîïôœùûü',
  spanish: 'áéíñóúü',
  portuguese: 'áâãàçéêíóôõúü',
  italian: 'àèéìíîòóùú',
  danish: 'æøåéö',
  swedish: 'åäöé',
  dutch: 'ëïéèöüê',
  catalan: 'àçèéíïòóúü',
}
const central = {
  polish: 'ąćęłńóśźż',
  czech: 'áčďéěíňóřšťúůýž',
  slovak: 'áäčďéíĺľňóôŕšťúýž',
  hungarian: 'áéíóöőúüű',
  croatian: 'čćđšž',
  romanian: 'ăâîşţ',
}
const turkish = { turkish: 'çğıiöşüâî' }
const baltic = {
  estonian: 'äõöüšž',
  latvian: 'āčēģīķļņšūž',
  lithuanian: 'ąčęėįšųūž',
}
const cyrillic = {
  russian: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  ukrainian: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  serbian: 'абвгдђежзијклљмнњопрстћуфхцчџш',
}
const russian = { russian: cyrillic.russian }
const greek = { greek: 'αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ' }
const hebrew = { hebrew: 'אבגדהוזחטיךכלםמןנסעףפץצקרשת' }
const arabic = { arabic: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي' }

/** By the encoding's name in iconv-lite. */
const alphabets: Record<string, Record<string, string>> = {
  'windows-1252': western,
  macroman: western,
  cp850: western,
  'windows-1250': central,
  'iso-8859-2': central,
  'windows-1254': turkish,
  'windows-1257': baltic,
  'windows-1251': cyrillic,
  'koi8-r': russian,
  cp866: russian,
  'windows-1253': greek,
  'windows-1255': hebrew,
  'windows-1256': arabic,
}

/** What all of them write beside letters. */
const marks = '“”„‘’‚«»‹›–—…•·€£¥©®™°§¿¡ºª½¼¾×'

const eastAsian: Record<string, RegExp> = {
  shift_jis: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  'euc-jp': /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  gb18030: /\p{Script=Han}/u,
  big5: /\p{Script=Han}/u,
  'euc-kr': /\p{Script=Hangul}/u,
}

/** The share of the characters beyond ASCII that one single language of the encoding writes, at best. */
export function coverage(text: string, encoding: string): number {
  const characters = new Map<string, number>()
  let count = 0
  for (const [char] of text.matchAll(/[^\0-\x7F]/gu)) {
    const lower = char.toLowerCase()
    characters.set(lower, (characters.get(lower) ?? 0) + 1)
    count++
  }
  const share = (isCovered: (char: string) => boolean) => {
    let covered = 0
    for (const [char, times] of characters) if (isCovered(char) || marks.includes(char)) covered += times
    return count === 0 ? 0 : covered / count
  }
  const wide = eastAsian[encoding]
  if (wide) return share((char) => wide.test(char))
  return Math.max(
    0,
    ...Object.values(alphabets[encoding] ?? {}).map((alphabet) => share((char) => alphabet.includes(char))),
  )
}
