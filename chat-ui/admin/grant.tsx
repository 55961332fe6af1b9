/** Grants a standing approval: for which tool, for how many records, how often and until when. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import formCss from '../forms/forms.module.css'
import { send } from '../http.ts'
import { changed } from '../settings/api.ts'

type Props = { tools: { name: string; label: string; description: string }[]; close: () => void }

export function Grant({ tools, close }: Props) {
  const [tool, setTool] = useState('')
  const [mostRows, setMostRows] = useState('5')
  const [mostADay, setMostADay] = useState('50')
  const [days, setDays] = useState('90')
  const save = async () => {
    await send('POST', '/api/standing-approvals', {
      ...{ tool, mostRows: Number(mostRows), mostADay: Number(mostADay), days: Number(days) },
    })
    await changed()
    close()
  }
  const chosen = tools.find(({ name }) => name === tool)
  return (
    <Dialog title="Grant a standing approval" close={close}>
      <Form label="Grant" send={save}>
        <NativeSelect
          label="What is let through"
          required
          withAsterisk={false}
          data={[
            { value: '', label: 'Choose…' },
            ...tools.map(({ name, label }) => ({ value: name, label })),
          ]}
          value={tool}
          onChange={(event) => setTool(event.currentTarget.value)}
        />
        {chosen !== undefined && <p className={formCss.hint}>{chosen.description}</p>}
        <Count label="Records at a time, at most" most={25} value={mostRows} change={setMostRows} />
        <Count label="Times a day, at most" most={1_000} value={mostADay} change={setMostADay} />
        <Count label="For days" most={365} value={days} change={setDays} />
      </Form>
    </Dialog>
  )
}

type CountProps = { label: string; most: number; value: string; change: (value: string) => void }

function Count({ label, most, value, change }: CountProps) {
  return (
    <TextInput
      label={label}
      type="number"
      required
      withAsterisk={false}
      min={1}
      max={most}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
