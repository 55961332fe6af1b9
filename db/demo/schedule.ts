/** What each story's people talk about, before and after its turn, and what has to be said at a certain time. */
import type { StoryKey } from './stories.ts'

export type Mix = Record<string, number>

const slack: Mix = {
  'slack-slow': 0.15,
  'slack-people': 0.2,
  'slack-form': 0.15,
  'slack-question': 0.2,
  'slack-link': 0.15,
}

const usual: Mix = {
  checkin: 3,
  question: 3,
  request: 2,
  release: 1.6,
  training: 1.6,
  praise: 0.9,
  rollout: 0.8,
  agenda: 1.3,
  invoice: 0.7,
  security: 0.6,
  'call-review': 2.6,
  'meeting-review': 1.6,
  'meeting-working': 1.5,
  'note-plain': 1.8,
  ...slack,
}

export const before: Partial<Record<StoryKey, Mix>> = {
  slow_start: { 'first-steps': 3, 'call-onboarding': 2, 'meeting-working': 1, security: 1, question: 1 },
  new: { 'first-steps': 3, 'call-onboarding': 2, 'meeting-working': 1.5, security: 1, question: 2 },
  seasonal: { ...usual, season: 1.5 },
  recovering: {
    escalation: 1,
    'call-trouble': 1,
    'usage-drop': 1.5,
    'poor-nps': 0.7,
    'note-fading': 1,
    'call-fading': 1,
    question: 1,
    checkin: 1,
  },
}

export const after: Record<StoryKey, Mix> = {
  steady: { ...usual, reference: 0.5 },
  growing: {
    ...usual,
    expansion: 2.4,
    rollout: 2,
    praise: 1.6,
    reference: 0.9,
    'call-growth': 2,
    'note-growth': 1.2,
  },
  fading: {
    'usage-drop': 2,
    nudge: 2.2,
    'exec-reach': 0.8,
    'note-fading': 1.8,
    'call-fading': 1.4,
    question: 0.4,
    release: 0.6,
  },
  support: {
    escalation: 2.4,
    'ticket-update': 2.2,
    'call-trouble': 2,
    'note-support': 1,
    question: 0.6,
    'call-review': 0.4,
  },
  champion_left: {
    'after-champion': 2.4,
    'note-champion': 1.4,
    checkin: 0.7,
    release: 0.7,
    question: 0.7,
    'usage-drop': 0.8,
    'exec-reach': 0.8,
    'call-fading': 0.6,
  },
  price: {
    price: 2,
    rival: 1.4,
    'call-price': 1.7,
    'note-price': 1,
    question: 1,
    checkin: 1,
    invoice: 0.8,
    'call-review': 0.8,
  },
  slow_start: {
    'late-data': 2.4,
    'call-onboarding': 2,
    'first-steps': 0.6,
    'meeting-working': 0.8,
    security: 0.5,
    question: 0.8,
    nudge: 0.4,
  },
  new: {
    question: 2,
    training: 2,
    'call-onboarding': 1.6,
    'meeting-working': 1.4,
    praise: 1,
    checkin: 1.2,
    ...slack,
  },
  seasonal: { ...usual, season: 2.2 },
  recovering: {
    recovery: 2.8,
    'call-recovery': 2,
    training: 1,
    'meeting-working': 1,
    'ticket-update': 0.6,
    question: 1,
    'note-plain': 0.6,
  },
  quiet: { release: 1 },
  unhappy: {
    'poor-nps': 2.4,
    request: 1.6,
    escalation: 0.8,
    'call-trouble': 0.8,
    question: 1,
    'meeting-working': 0.8,
    'call-review': 0.8,
    'note-plain': 0.4,
  },
  churned: {
    'usage-drop': 1.4,
    nudge: 1.2,
    'exec-reach': 1,
    rival: 0.6,
    price: 0.7,
    'call-fading': 1.2,
    'note-fading': 1.2,
    question: 0.5,
    'call-review': 0.5,
  },
}

export function usualMix(): Mix {
  return usual
}

/** Days between touches in the last half year, by size; twice that further back. */
export const pace = { enterprise: 13, mid_market: 20, smb: 32 }

export type Beat = {
  topic: string
  /** Days after the turn began, before the renewal, before it left, or ago. */
  after?: number
  beforeRenewal?: number
  beforeLeaving?: number
  ago?: number
  /** Left without an answer on our side. */
  unanswered?: true
  chance?: number
}

export const beats: Partial<Record<StoryKey, Beat[]>> = {
  champion_left: [
    { topic: 'leaving', after: -8 },
    { topic: 'after-champion', after: 9 },
    { topic: 'note-champion', after: 4 },
  ],
  price: [
    { topic: 'price', ago: 38 },
    { topic: 'rival', ago: 24, chance: 0.7 },
    { topic: 'call-price', ago: 13 },
    { topic: 'price', ago: 8, unanswered: true, chance: 0.35 },
  ],
  support: [
    { topic: 'escalation', ago: 44 },
    { topic: 'call-trouble', ago: 31 },
    { topic: 'escalation', ago: 9, unanswered: true, chance: 0.5 },
  ],
  unhappy: [
    { topic: 'poor-nps', ago: 52 },
    { topic: 'request', ago: 10, unanswered: true, chance: 0.5 },
  ],
  fading: [
    { topic: 'usage-drop', ago: 58 },
    { topic: 'nudge', ago: 26 },
    { topic: 'exec-reach', ago: 12, chance: 0.5 },
  ],
  slow_start: [
    { topic: 'late-data', ago: 20 },
    { topic: 'late-data', ago: 9, unanswered: true, chance: 0.3 },
  ],
  growing: [
    { topic: 'expansion', ago: 33 },
    { topic: 'meeting-review', ago: 47 },
    { topic: 'expansion', ago: 6, unanswered: true, chance: 0.12 },
  ],
  steady: [
    { topic: 'question', ago: 7, unanswered: true, chance: 0.15 },
    { topic: 'meeting-review', ago: 64, chance: 0.7 },
  ],
  recovering: [
    { topic: 'recovery', ago: 15 },
    { topic: 'meeting-review', ago: 40 },
  ],
  churned: [
    { topic: 'notice', beforeLeaving: 62 },
    { topic: 'exit', beforeLeaving: 20, chance: 0.8 },
  ],
}

/** Said wherever a renewal is near, whatever the story. */
export const renewalBeats: Beat[] = [
  { topic: 'renewal-notice', beforeRenewal: 84, chance: 0.85 },
  { topic: 'overdue', beforeRenewal: -2 },
]
