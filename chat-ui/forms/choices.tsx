/** Several of a list: check boxes under one heading, in a frame of their own where there are many. */
import { Checkbox } from '@mantine/core'
import css from './forms.module.css'

type Choice<T extends string> = { value: T; label: string; hint?: string; isDisabled?: boolean }
type Props<T extends string> = {
  label: string
  choices: Choice<T>[]
  chosen: readonly T[]
  change: (chosen: T[]) => void
}

const many = 12

export function Choices<T extends string>({ label, choices, chosen, change }: Props<T>) {
  return (
    <fieldset className={css.choices} data-scroll={choices.length > many || undefined}>
      <legend>{label}</legend>
      <div>
        {choices.map(({ value, label, hint, isDisabled }) => (
          <Checkbox
            key={value}
            label={label}
            description={hint}
            size="sm"
            disabled={isDisabled}
            checked={chosen.includes(value)}
            onChange={(event) =>
              change(
                event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
