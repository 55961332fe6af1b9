/** Answers why somebody sees an account, or why not. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { sightSchema, type PersonRow, type Sight as SightAnswer } from '#server/contract-people.ts'
import { Dialog } from '../forms/ask-first.tsx'
import { Form } from '../forms/form.tsx'
import { at, read } from '../http.ts'
import css from '../settings/settings.module.css'

export function Sight({ person, close }: { person: PersonRow; close: () => void }) {
  const [account, setAccount] = useState('')
  const [answer, setAnswer] = useState<SightAnswer>()
  const ask = async () => {
    setAnswer(await read(at`/api/people/${person.id}/sees/${account.trim()}`, sightSchema))
  }
  return (
    <Dialog title={`What can ${person.name} see?`} close={close}>
      <Form label="Explain" send={ask}>
        <TextInput
          label="Account"
          description="Its id, as in the system that it comes from."
          data-autofocus
          required
          withAsterisk={false}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
        />
      </Form>
      <div role="status">{answer !== undefined && <Explanation answer={answer} />}</div>
    </Dialog>
  )
}

function Explanation({ answer }: { answer: SightAnswer }) {
  const { person, account, sees, acts, reasons, withheld } = answer
  return (
    <div className={css.verdict}>
      <p>
        <strong>
          {person} {sees ? `sees ${account}` : `does not see ${account}`}
          {sees && (acts ? ' and may act on it' : ', but may not act on it')}.
        </strong>
      </p>
      <ul className={css.plain}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {sees && withheld.length > 0 && <p>Not shown to them: {withheld.join(', ')}.</p>}
    </div>
  )
}
