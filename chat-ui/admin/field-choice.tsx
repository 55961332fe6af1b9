/** Chooses the fields that a role does not show, by object, out of the catalogue's. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Choices } from '../forms/choices.tsx'
import css from '../forms/forms.module.css'
import { fieldsQuery } from '../settings/api.ts'
import { Loaded } from '../settings/loaded.tsx'

type Props = {
  /** What the role that it is based on withholds: unchosen here, such a field is shown. */
  base: string[]
  withheld: string[]
  shown: string[]
  change: (fields: { withheld: string[]; shown: string[] }) => void
}

export function FieldChoice({ base, withheld, shown, change }: Props) {
  const fields = useQuery(fieldsQuery)
  const [wanted, setWanted] = useState('')
  const chosen = [...new Set([...base, ...withheld])].filter((key) => !shown.includes(key))
  return (
    <Loaded query={fields} what="the fields">
      {(all) => {
        const meant = all.filter(({ key, object, label }) =>
          `${key} ${object} ${label}`.toLowerCase().includes(wanted.trim().toLowerCase()),
        )
        const inSight = new Set(meant.map(({ key }) => key))
        const choose = (ticked: string[]) => {
          const all = [...chosen.filter((key) => !inSight.has(key)), ...ticked]
          change({
            withheld: all.filter((key) => !base.includes(key)),
            shown: base.filter((key) => !all.includes(key)),
          })
        }
        return (
          <div>
            <TextInput
              mb={8}
              type="search"
              label="Withheld fields"
              description={`Not shown, filtered, sorted or counted by. Chosen: ${chosen.length}.`}
              placeholder="Look for a field"
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
            {meant.length === 0 ? (
              <p className={css.hint}>No field fits “{wanted}”.</p>
            ) : (
              <Choices
                label="Fields"
                choices={meant.map(({ key, object, label }) => ({
                  value: key,
                  label: `${object}: ${label}`,
                }))}
                chosen={chosen.filter((key) => inSight.has(key))}
                change={choose}
              />
            )}
          </div>
        )
      }}
    </Loaded>
  )
}
