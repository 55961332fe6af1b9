/** What erasing a person does, place by place, and what a person has to look at. */
import type { ErasedPlace, ErasureReport } from '#server/contract-privacy.ts'
import { Rows } from '../settings/rows.tsx'
import css from '../settings/settings.module.css'

const howWords: Record<ErasedPlace['how'], string> = {
  deleted: 'Rows deleted',
  emptied: 'Emptied',
  replaced: 'Mentions replaced',
  unlinked: 'Links taken away',
}

export function ErasureView({ report, isDone }: { report: ErasureReport; isDone: boolean }) {
  const { knownBy, rows, places, undecided, undecidedCount } = report
  return (
    <div className={css.found}>
      <p>
        <strong>
          {isDone
            ? `Done: ${rows} rows were changed or deleted.`
            : `${rows} rows would be changed or deleted.`}
        </strong>{' '}
        {knownBy.length > 0 && <span className={css.second}>Known by: {knownBy.join(', ')}</span>}
      </p>
      <Rows
        label="Places"
        rows={places}
        keyOf={({ place, how }) => `${place} ${how}`}
        empty="Nothing is held about this person."
        columns={[
          { label: 'Where', isHead: true, show: ({ place }) => place },
          { label: 'How', show: ({ how }) => howWords[how] },
          { label: 'How many', show: ({ count }) => `${count}` },
          { label: 'For example', show: ({ samples }) => samples.join(' … ') },
        ]}
      />
      {undecidedCount > 0 && (
        <>
          <p>
            <strong>{undecidedCount} places need your eyes:</strong> they are left as they are.
          </p>
          <Rows
            label="Undecided"
            rows={undecided}
            keyOf={({ place, row, why }) => `${place} ${row} ${why}`}
            empty=""
            columns={[
              { label: 'Where', isHead: true, show: ({ place, row }) => `${place} ${row}` },
              { label: 'Why', show: ({ why }) => why },
            ]}
          />
        </>
      )}
    </div>
  )
}
