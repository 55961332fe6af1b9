/** Brings the cited passage into sight and gives it the focus; where nothing is cited, the page itself. */

export const citedId = 'cited-passage'

export function showCited(): void {
  const place = document.getElementById(citedId) ?? document.getElementById('main')
  // Of a long turn, the words that are meant may stand far below its beginning.
  const words = place?.querySelector('mark') ?? place
  words?.scrollIntoView({
    block: words.getBoundingClientRect().height > innerHeight / 2 ? 'start' : 'center',
  })
  place?.focus({ preventScroll: true })
}
