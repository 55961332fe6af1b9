/** The nearest valid name to one that is not: what a refusal offers. */
import { distance } from 'fastest-levenshtein'

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[\s_.-]+/g, ' ')
    .trim()

/** Names by nearness, those far off left out; a name that holds the other counts as near. */
export function nearest(name: string, valid: Iterable<string>, most = 3): string[] {
  const wanted = plain(name)
  return [...valid]
    .map((candidate) => {
      const other = plain(candidate)
      const holds = wanted.length > 2 && (other.includes(wanted) || wanted.includes(other))
      return {
        candidate,
        far: distance(wanted, other) / Math.max(wanted.length, other.length, 1) - (holds ? 0.4 : 0),
      }
    })
    .filter(({ far }) => far <= 0.5)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate)
}
