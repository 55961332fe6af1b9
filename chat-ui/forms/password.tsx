/** A password field: can be shown, names what browsers and password managers need to know, and says the least length. */
import { PasswordInput } from '@mantine/core'

/** As the server has it: short ones are refused there too. */
export const leastPassword = 12

type Props = { label: string; value: string; isNew?: boolean; change: (value: string) => void }

export function PasswordField({ label, value, isNew = false, change }: Props) {
  return (
    <PasswordInput
      label={label}
      value={value}
      required
      withAsterisk={false}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      {...(isNew && { minLength: leastPassword, description: `At least ${leastPassword} characters.` })}
      visibilityToggleButtonProps={{ 'aria-label': `Show: ${label}`, tabIndex: 0 }}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
