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

/** Walks several at once from position `from`; `wordsAt` gives the words a token may stand for, the written one first. */
export function walk<T>(
  roots: readonly TrieNode<T>[],
  from: number,
  wordsAt: (i: number) => readonly string[],
  isJoint: (i: number) => boolean = () => false,
): Hit<T>[] {
  const hits: Hit<T>[] = []
  const visit = (nodes: readonly TrieNode<T>[], i: number, repaired: number): void => {
    const leaves = nodes.length === 1 ? (nodes[0]?.leaves ?? []) : nodes.flatMap((node) => node.leaves)
    if (leaves.length && i > from) hits.push({ to: i, leaves, repaired })
    if (nodes.every(({ next }) => next.size === 0)) return
    // The hyphen of "mid-market" parts no words.
    if (i > from && isJoint(i)) visitNext(nodes, i + 1, repaired)
    else visitNext(nodes, i, repaired)
  }
  const visitNext = (nodes: readonly TrieNode<T>[], i: number, repaired: number): void => {
    wordsAt(i).forEach((word, n) => {
      const children = nodes.flatMap(({ next }) => next.get(word) ?? [])
      if (children.length) visit(children, i + 1, repaired + (n > 0 ? 1 : 0))
    })
  }
  visit(roots, from, 0)
  return hits
}
