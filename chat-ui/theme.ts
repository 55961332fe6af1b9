/** The one theme of the page: Mantine's components draw from the tokens of page.css, so every part looks like one hand. */
import {
  createTheme,
  Menu,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** A petrol blue, far from the green, yellow and red that are kept for health. */
const accent: MantineColorsTuple = [
  '#e8f3f7',
  '#d3e7ee',
  '#a7cfdd',
  '#6fbcd8',
  '#4ea5c4',
  '#318aab',
  '#1c7392',
  '#0f5f7a',
  '#0b4e65',
  '#073c4f',
]

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    const isAccent = input.variant === 'filled' && (input.color ?? 'accent') === 'accent'
    // The library looks at the light scheme's shade alone, and would write white on the dark scheme's pale blue.
    return isAccent ? { ...colors, color: 'var(--mantine-primary-color-contrast)' } : colors
  },
  defaultRadius: 6,
  // A placeholder for the first focus would be no item of the menu, which a menu must not hold.
  components: { Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }) },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '18px' },
})

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-3)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-error': 'var(--poor)',
}

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
