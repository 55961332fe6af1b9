/** The rules of a composition in their order: each takes from the draft what it can make sense of. */
import type { Draft } from './draft.ts'
import { bindComparisons } from './compare.ts'
import { bindKindAmounts, bindKinds, bindRelated, bindTests, bindValues } from './conditions.ts'
import {
  dropExplained,
  takeBringing,
  takeEchoes,
  takeJudgedBehind,
  takeJudges,
  takeLight,
  takeOwnNouns,
  takePer,
  takePresent,
  takeSaidAgain,
} from './echoes.ts'
import { bindLongRanks, bindRankedGrades, takeGrades } from './grades.ts'
import { bindContest } from './contest.ts'
import { bindKept } from './kept-share.ts'
import { bindComing, bindLoose, bindWhenUp, heedToday } from './loose.ts'
import { bindManners } from './manner.ts'
import { bindBareTopics, bindTopics } from './mention.ts'
import { bindFigures } from './figure.ts'
import { bindRunning, finishFigures, orderGroups, takeOfLate } from './finish.ts'
import { bindEnds, bindExtremes, bindKeyedEnds } from './extremes.ts'
import { bindHaving } from './having.ts'
import { liftKeys } from './lifting.ts'
import { bindLeftAmounts } from './left.ts'
import { bindFamily, bindOnly } from './family.ts'
import { bindChoices, bindNegations } from './negate.ts'
import { groupRelated } from './same-row.ts'
import { bindGroups } from './keys.ts'
import { bindDirections, bindOrders, takeDirections } from './order.ts'
import { bindRankedGroup } from './ranked-group.ts'
import { bindRanks } from './rank.ts'
import { bindComparedPeriods, bindComparedValues } from './against.ts'
import { bindRankedChanges, bindChanges, bindEarlierDay } from './change.ts'
import { bindComparedDays, bindEarlier, bindSeries } from './series.ts'
import { bindStretch } from './stretch.ts'
import { bindRungs } from './rungs.ts'
import { bindShare, takeShare } from './share.ts'
import { dropSupposed } from './supposed.ts'
import { bindOwnStretch } from './own-stretch.ts'
import { bindThen, bindTurned } from './turned.ts'
import { bindTimes } from './when.ts'
import { bindWhy } from './why.ts'
import { bindNames, bindOwnerAsked, bindPeople } from './who.ts'

type Rule = (draft: Draft) => void

/** What the words that shape an answer take first. */
export const structure: readonly Rule[] = [
  bindKept,
  bindTopics,
  bindManners,
  bindFamily,
  bindKinds,
  bindEnds,
  takeJudgedBehind,
  takePer,
  bindStretch,
  bindFigures,
  bindShare,
]

/** Groups and orders, then numbers and periods, then whole conditions, then what negates them, last what adds nothing. */
export const rules: readonly Rule[] = [
  bindRankedChanges,
  bindGroups,
  bindHaving,
  bindKeyedEnds,
  bindExtremes,
  bindRankedGroup,
  bindOrders,
  bindDirections,
  bindTurned,
  (draft) => bindChanges(draft),
  bindEarlierDay,
  bindSeries,
  bindComparedDays,
  bindRankedGrades,
  bindLongRanks,
  bindRanks,
  takeDirections,
  bindRungs,
  bindComparisons,
  bindThen,
  bindTests,
  bindPeople,
  bindOwnStretch,
  bindTimes,
  bindNames,
  bindOwnerAsked,
  bindBareTopics,
  bindValues,
  bindRelated,
  takeOwnNouns,
  takeJudges,
  takePresent,
  takeBringing,
  takeEchoes,
  takeSaidAgain,
  bindLoose,
  bindComing,
  bindWhenUp,
  heedToday,
  bindComparedValues,
  bindLeftAmounts,
  bindComparedPeriods,
  bindEarlier,
  finishFigures,
  bindKindAmounts,
  bindContest,
  liftKeys,
  bindRunning,
  orderGroups,
  bindOnly,
  groupRelated,
  dropExplained,
  bindNegations,
  dropSupposed,
  bindChoices,
  bindWhy,
  takeShare,
  takeOfLate,
  takeGrades,
  takeLight,
]
