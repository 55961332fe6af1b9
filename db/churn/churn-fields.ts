/** churn_probability and its drivers as fields of the account, worked out in SQL from the model's weights; null and a reason where there is no model. */
import { sql, type SQL } from 'drizzle-orm'
import { derived, of, setNumber as n } from '../catalogue/fields.ts'
import { ofActive } from '../catalogue/objects/account-risk.ts'
import type { Field, FieldContext, ObjectType, Part } from '../catalogue/types.ts'
import { churnInputs } from './inputs.ts'
import { isUsed, type ChurnModel, type ChurnState } from './model.ts'

const partName = 'churn'
/** A driver that changes the odds by less than a twentieth is none. */
const leastDrive = 0.05
const mostDrivers = 5

/** The inputs that the model has columns of, in its order. */
const inputsOf = (model: ChurnModel) =>
  churnInputs.filter(({ key }) => model.columns.some((column) => column.input === key))

/** Columns `d0…`: what each input adds to the log-odds against the average account. Worked out once a row and day. */
function drives(model: ChurnModel): Part {
  const inputs = inputsOf(model)
  return {
    key: 'id',
    own: (c) => {
      const values = inputs.map((input, at) => sql`(${input.value(c)})::float8 as ${sql.raw(`x${at}`)}`)
      const terms = inputs.map((input, at) => {
        const value = sql.raw(`v.x${at}`)
        const parts = model.columns
          .filter((column) => column.input === input.key)
          .map(({ isMissing, mean, sd, weight }) =>
            isMissing
              ? sql`${n(weight / sd)} * ((case when ${value} is null then 1 else 0 end) - ${n(mean)})`
              : sql`coalesce(${n(weight / sd)} * (${value} - ${n(mean)}), 0)`,
          )
        return sql`(${sql.join(parts, sql` + `)}) as ${sql.raw(`d${at}`)}`
      })
      return sql`select ${sql.join(terms, sql`, `)} from (select ${sql.join(values, sql`, `)} offset 0) v offset 0`
    },
  }
}

function probability(model: ChurnModel, c: FieldContext): SQL {
  const sum = inputsOf(model).map((_, at) => of(c, partName, `d${at}`))
  const odds = sum.length > 0 ? sql`${n(model.intercept)} + ${sql.join(sum, sql` + `)}` : n(model.intercept)
  return ofActive(c, sql`1 / (1 + exp(-greatest(-50, least(50, ${odds}))))`)
}

function driverList(model: ChurnModel, c: FieldContext): SQL {
  const rows = inputsOf(model).map(
    (input, at) => sql`(${of(c, partName, `d${at}`)}::float8, ${input.words(c)})`,
  )
  if (rows.length === 0) return sql`null::text[]`
  return sql`case when ${c.field('active')} then array(
    select r.words || case when r.drive > 0 then ' raises it' else ' lowers it' end
      || ' (odds × ' || trim_scale(round(exp(r.drive)::numeric, 2)) || ')'
    from (values ${sql.join(rows, sql`, `)}) r (drive, words) where abs(r.drive) >= ${leastDrive}::float8
    order by abs(r.drive) desc, r.words limit ${mostDrivers}::int) end`
}

const share = (value: number) => `${String(Number((100 * value).toFixed(1)))} %`
const figure = (value: number) => String(Number(value.toPrecision(3)))

export function qualityWords({ left, stayed, baseRate, quality: q, days, fittedOn }: ChurnModel): string {
  return (
    `fitted on ${fittedOn} to ${left} accounts that left and ${stayed} spans of those that stayed since ${days.at(-1) ?? fittedOn}; ` +
    `the base rate is ${share(baseRate)}. On accounts held out: AUC ${figure(q.auc)}, Brier ${figure(q.brier)} against ${figure(q.baseBrier)} of the base rate`
  )
}

const nouns = [
  'probability of churn',
  'likelihood of churn',
  'chance of churn',
  'odds of churn',
  'churn likelihood',
  'churn odds',
  'chance to churn',
  'probability of churning',
  'likelihood of churning',
  'chance of churning',
  'probability of leaving',
  'predicted churn',
]

export function withChurn(account: ObjectType, state: ChurnState, horizonDays: number): ObjectType {
  const used = isUsed(state) ? state.model : null
  const why = state.model === null ? state.why : `${state.model.unused ?? ''} (${qualityWords(state.model)})`
  const words = used
    ? `The probability that an active account leaves within ${horizonDays} days, by a regularised logistic model of ${inputsOf(
        used,
      )
        .map(({ label }) => label)
        .join(', ')}; ${qualityWords(used)}.`
    : `The probability that an active account leaves within ${horizonDays} days. Not available: ${why}.`
  const tooLittle =
    'too few accounts have left to learn from, or what they teach is no better than the base rate'
  const ofPart = (description: string) => ({
    ofPart: { description, ...(!used && { unavailable: tooLittle }) },
  })
  const fields: Field[] = [
    derived('churn_probability', 'Churn probability', 'number', words, {
      ...ofPart(
        `The probability that an active account leaves within ${horizonDays} days, learnt from those that left.`,
      ),
      unit: 'ratio',
      dated: true,
      better: 'low',
      ...(!used && { unavailable: why }),
      evidence: ['churn_drivers'],
      sql: (c) => (used ? probability(used, c) : sql`null::float8`),
      phrases: { nouns },
    }),
    derived(
      'churn_drivers',
      'Churn drivers',
      'list',
      used
        ? 'What moves the account’s churn probability against the average account’s, strongest first, with its evidence.'
        : `What moves the account’s churn probability. Not available: ${why}.`,
      {
        dated: true,
        ...ofPart(
          'What moves the account’s churn probability against the average account’s, strongest first.',
        ),
        ...(!used && { unavailable: why }),
        sql: (c) => (used ? driverList(used, c) : sql`null::text[]`),
        phrases: { nouns: ['drivers of churn', 'churn reasons foretold', 'churn probability drivers'] },
      },
    ),
  ]
  return {
    ...account,
    fields: [...account.fields, ...fields],
    parts: { ...account.parts, ...(used && { [partName]: drives(used) }) },
  }
}
