/** Changes what was asked for: the tool's plain arguments as a form; what comes of it is checked and previewed anew. */
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Card } from '#server/contract-effects.ts'
import { humanise } from '../cells/format.ts'
import { Form } from '../forms/form.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { edit, formQuery } from './api.ts'
import { editFields, shownValue, typedValue, type EditField } from './edit-fields.ts'
import css from './effects.module.css'

type Props = { card: Card; close: () => void }

export function Edit({ card, close }: Props) {
  const form = useQuery(formQuery(card.id))
  return (
    <Loaded query={form} what="what can be changed">
      {({ schema, arguments: args }) => <EditForm card={card} close={close} schema={schema} args={args} />}
    </Loaded>
  )
}

type FormProps = Props & { schema: Record<string, unknown>; args: Record<string, unknown> }

function EditForm({ card, close, schema, args }: FormProps) {
  const { fields, stays } = useMemo(() => editFields(schema, args), [schema, args])
  const [typed, setTyped] = useState<Record<string, string>>({})
  const send = async () => {
    const changed = fields.flatMap((field) => {
      const text = typed[field.key]
      return text === undefined ? [] : [[field.key, typedValue(field, text)] as const]
    })
    await edit(card.id, { ...args, ...Object.fromEntries(changed) })
    close()
  }
  return (
    <Form
      label="Preview the change"
      send={send}
      isDisabled={Object.keys(typed).length === 0}
      aside={
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      }
    >
      {fields.map((field, index) => (
        <ValueField
          key={field.key}
          field={field}
          isFirst={index === 0}
          value={typed[field.key] ?? shownValue(args[field.key])}
          change={(text) => setTyped({ ...typed, [field.key]: text })}
        />
      ))}
      {stays.length > 0 && <p className={css.hint}>Stays as it is: {stays.join(', ')}.</p>}
      {fields.length === 0 && (
        <p className={css.hint}>Nothing of it can be changed here. Reject it and ask anew.</p>
      )}
    </Form>
  )
}

type FieldProps = { field: EditField; isFirst: boolean; value: string; change: (text: string) => void }

function ValueField({ field, isFirst, value, change }: FieldProps) {
  const { label, kind, options, isRequired } = field
  const hint = kind === 'list' ? [field.hint, 'Separated by commas.'].filter(Boolean).join('. ') : field.hint
  const shared = { label, description: hint, autoFocus: isFirst }
  if (kind === 'flag')
    return (
      <Checkbox
        {...shared}
        checked={value === 'true'}
        onChange={(event) => change(`${event.currentTarget.checked}`)}
      />
    )
  if (kind === 'choice')
    return (
      <NativeSelect
        {...shared}
        data={[
          ...(isRequired && value !== '' ? [] : [{ value: '', label: '–' }]),
          ...options.map((option) => ({ value: option, label: humanise(option) })),
        ]}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      {...shared}
      required={isRequired}
      withAsterisk={false}
      {...(kind === 'number' && { type: 'number', step: 'any' })}
      {...(kind === 'day' && { type: 'date' })}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
