/** Brings the cited passage into sight and gives it the focus; where nothing is cited, the page itself. */

export const citedId = 'cited-passage'

export function showCited(): void {
  const place = document.getElementById(citedId) ?? document.getElementById('main')
  place?.scrollIntoView({ block: place.offsetHeight > innerHeight / 2 ? 'start' : 'center' })
  place?.focus({ preventScroll: true })
}
