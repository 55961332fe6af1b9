/** The words by which an order is said as what ought to be: "needs to move", "has to be pushed". Data for frames. */

const modals =
  'should|must|shall|will|needs to|need to|has to|have to|ought to|is to|are to|wants to|want to|had better'

/** Each of the verbs behind each of them, for one place of a frame. */
export const owed = (verbs: string): string =>
  modals
    .split('|')
    .flatMap((modal) => verbs.split('|').map((verb) => `${modal} ${verb}`))
    .join('|')
