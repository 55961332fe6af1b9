/** Starts the page. */
import '@fontsource-variable/inter/index.css'
import './mantine.css'
import './page.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './http.ts'
import { App } from './app.tsx'
import { watchPresence } from './presence.ts'
import { theme, variables } from './theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root element.')
watchPresence()
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
