/** Phrases by their words: looks up every phrase that begins at a token, in one walk. */

export type TrieNode<T> = { next: Map<string, TrieNode<T>>; leaves: T[] }

export const newTrie = <T>(): TrieNode<T> => ({ next: new Map(), leaves: [] })

export function insert<T>(root: TrieNode<T>, words: readonly string[], leaf: T): void {
  let node = root
  for (const word of words) {
    let child = node.next.get(word)
    if (!child) {
      child = newTrie<T>()
      node.next.set(word, child)
    }
    node = child
  }
  node.leaves.push(leaf)
}

export type Hit<T> = { to: number; leaves: T[]; repaired: number }

/** Walks from position `from`; `wordsAt` gives the words a token may stand for, the written one first. */
export function walk<T>(
  root: TrieNode<T>,
  from: number,
  wordsAt: (i: number) => readonly string[],
  isJoint: (i: number) => boolean = () => false,
): Hit<T>[] {
  const hits: Hit<T>[] = []
  const visit = (node: TrieNode<T>, i: number, repaired: number): void => {
    if (node.leaves.length && i > from) hits.push({ to: i, leaves: node.leaves, repaired })
    if (!node.next.size) return
    // The hyphen of "mid-market" parts no words.
    if (i > from && isJoint(i)) visitNext(node, i + 1, repaired)
    else visitNext(node, i, repaired)
  }
  const visitNext = (node: TrieNode<T>, i: number, repaired: number): void => {
    wordsAt(i).forEach((word, n) => {
      const child = node.next.get(word)
      if (child) visit(child, i + 1, repaired + (n > 0 ? 1 : 0))
    })
  }
  visit(root, from, 0)
  return hits
}
