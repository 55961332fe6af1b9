/** Exports or erases one person: what would go is shown before it goes. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  erasureSchema,
  personExportSchema,
  type ErasureReport,
  type SubjectWantedBody,
} from '#server/contract-privacy.ts'
import { AskFirst } from '../forms/ask-first.tsx'
import { Form, Refused } from '../forms/form.tsx'
import { saveFile } from '../forms/save-file.ts'
import { exchange } from '../http.ts'
import { changed } from '../settings/api.ts'
import { Section } from '../settings/section.tsx'
import { ErasureView } from './erasure-view.tsx'

type Kind = SubjectWantedBody['kind']
const kinds: { value: Kind; label: string }[] = [
  { value: 'contact', label: 'A contact at a customer' },
  { value: 'colleague', label: 'A colleague who left' },
  { value: 'address', label: 'An e-mail address of somebody else' },
]

function subjectOf(kind: Kind, who: string, name: string): SubjectWantedBody {
  const trimmed = who.trim()
  if (kind === 'address') return { kind, email: trimmed, ...(name.trim() !== '' && { name: name.trim() }) }
  return trimmed.includes('@') ? { kind, email: trimmed } : { kind, id: trimmed }
}

export function OnePerson() {
  const [kind, setKind] = useState<Kind>('contact')
  const [who, setWho] = useState('')
  const [name, setName] = useState('')
  const [preview, setPreview] = useState<ErasureReport>()
  const [done, setDone] = useState<ErasureReport>()
  const [isSure, setSure] = useState(false)
  const subject = subjectOf(kind, who, name)
  const look = async () => {
    setDone(undefined)
    setPreview(await exchange('POST', '/api/privacy/erasures/preview', { subject }, erasureSchema))
  }
  const erase = async () => {
    setDone(await exchange('POST', '/api/privacy/erasures', { subject, confirm: true }, erasureSchema))
    setPreview(undefined)
    await changed()
  }
  /** A preview is of one person: another one needs their own. */
  const change = (set: () => void) => {
    set()
    setPreview(undefined)
    setDone(undefined)
  }
  return (
    <Section
      title="One person"
      hint="Give somebody everything that is held about them, or erase them everywhere: records, texts, history, files."
    >
      <Form
        label="Preview erasing"
        send={look}
        aside={<Export subject={subject} isDisabled={who.trim() === ''} />}
      >
        <NativeSelect
          label="Who"
          data={kinds}
          value={kind}
          onChange={(event) => {
            const chosen = kinds.find(({ value }) => value === event.currentTarget.value)
            if (chosen !== undefined) change(() => setKind(chosen.value))
          }}
        />
        <TextInput
          label={kind === 'address' ? 'E-mail' : 'E-mail or id'}
          required
          withAsterisk={false}
          autoComplete="off"
          value={who}
          onChange={(event) => change(() => setWho(event.currentTarget.value))}
        />
        {kind === 'address' && (
          <TextInput
            label="Name, to look for as well"
            autoComplete="off"
            value={name}
            onChange={(event) => change(() => setName(event.currentTarget.value))}
          />
        )}
      </Form>
      <div role="status">
        {preview !== undefined && <ErasureView report={preview} isDone={false} />}
        {done !== undefined && <ErasureView report={done} isDone />}
      </div>
      {preview !== undefined && (
        <Button color="var(--poor)" c="var(--surface)" onClick={() => setSure(true)}>
          Erase this person…
        </Button>
      )}
      {isSure && (
        <AskFirst
          title={`Erase ${preview?.knownBy[0] ?? 'this person'}?`}
          label="Erase for good"
          act={erase}
          close={() => setSure(false)}
        >
          <p>What was shown is erased everywhere, also from what a backup brings back. It can’t be undone.</p>
        </AskFirst>
      )}
    </Section>
  )
}

function Export({ subject, isDisabled }: { subject: SubjectWantedBody; isDisabled: boolean }) {
  const save = useMutation({
    mutationFn: async () => {
      const held = await exchange('POST', '/api/privacy/exports', { subject }, personExportSchema)
      saveFile('person.json', JSON.stringify(held, null, 2), 'application/json')
    },
  })
  return (
    <>
      <Button variant="default" disabled={isDisabled} loading={save.isPending} onClick={() => save.mutate()}>
        Export
      </Button>
      {save.isError && <Refused error={save.error} />}
    </>
  )
}
