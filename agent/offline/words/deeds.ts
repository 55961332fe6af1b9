/** What people do for an account and no tool does: verbs, and nouns for what they do together. Data. */
export const deeds = new Set(
  (
    'call ring phone dial email mail write send resend forward reply respond message text follow check chase book rebook prepare prep draft redraft arrange organise organize review ' +
    'sort fix ask talk speak meet visit confirm discuss find look touch reach catch invite share order submit sign present walk demo show train teach explain investigate research gather collect ' +
    'thank congratulate pay buy bring drop pick finish start finalise finalize finalize agree negotiate clarify verify double-check test run host attend join listen apologise apologize brief debrief ' +
    'introduce connect contact get grab hold pull put together print compile build create make proof proofread read study rehearse remind nudge ping poke escalate help support unblock unlock warn inform notify ' +
    'schedule reschedule plan set circle loop sync align go work quote invoice bill translate configure install enable roll think decide answer deliver hand provide offer propose pitch upsell renew'
  ).split(' '),
)

/** What people do together, as nouns: "a call with Ann". Data. */
export const occasions = new Set(
  (
    'call meeting chat catch-up catchup catch check-in checkin check visit review demo demonstration walkthrough workshop training session coffee lunch dinner breakfast drink beer sync touchpoint ' +
    'conversation talk debrief briefing discussion ping nudge chaser follow-up followup follow reminder note mail email e-mail message letter thank-you prep preparation qbr ebr kick-off kickoff kick ' +
    'handover hand-over intro introduction proposal offer quote deck presentation rehearsal retro retrospective interview survey renewal negotiation word one-to-one one-on-one 1:1 appointment ring phone'
  ).split(' '),
)
