/** A query that has no answer: the store should refuse it, too. */
export class Refusal extends Error {}
