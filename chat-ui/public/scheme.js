/* Sets light or dark before the first paint; a file of its own because the content security policy refuses inline script. */
;(function () {
  var stored = null
  try {
    stored = localStorage.getItem('mantine-color-scheme-value')
  } catch (error) {
    console.warn('Steward: the colour scheme cannot be remembered here.', error)
  }
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
