/** Verbs of what people do for an account, and no tool does. Data. */
export const deeds = new Set(
  (
    'call ring phone dial email mail write send resend forward reply respond message text follow check chase book rebook prepare prep draft redraft arrange organise organize review ' +
    'sort fix ask talk speak meet visit confirm discuss find look touch reach catch invite share order submit sign present walk demo show train teach explain investigate research gather collect ' +
    'thank congratulate pay buy bring drop pick finish start finalise finalize finalize agree negotiate clarify verify double-check test run host attend join listen apologise apologize brief debrief ' +
    'introduce connect contact get grab hold pull put together print compile build create make proof proofread read study rehearse remind nudge ping poke escalate help support unblock unlock warn inform notify ' +
    'schedule reschedule plan set circle loop sync align go work quote invoice bill translate configure install enable roll think decide answer deliver hand provide offer propose pitch upsell renew'
  ).split(' '),
)
