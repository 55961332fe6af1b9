/** Says which columns hold a health grade and how each grade looks: a shape and a word, the colour only beside them. */
export type Grade = 'good' | 'fair' | 'poor'

const grades: Record<string, Grade> = {
  green: 'good',
  healthy: 'good',
  yellow: 'fair',
  watch: 'fair',
  red: 'poor',
  at_risk: 'poor',
}

/** Colour is kept for health, so a column must say that it is one; a path (`account.health_band`) counts by its last part. */
export function healthGrade(columnKey: string, value: unknown): Grade | undefined {
  const key = columnKey.slice(columnKey.lastIndexOf('.') + 1)
  if (!/^(health_band|health|risk)$/.test(key) || typeof value !== 'string') return undefined
  return grades[value.toLowerCase()]
}
