/** The templates of mails to customers: data. `{{field}}` stands for a value of the record; a mail with a blank left is never made. */

export type Template = {
  key: string
  label: string
  /** What it is for, in half a sentence. */
  use: string
  subject: string
  body: string
}

const signed = '\n\nBest regards,\n{{sender.name}}'

const template = (key: string, label: string, use: string, subject: string, text: string): Template => ({
  ...{ key, label, use, subject },
  body: `Hi {{contact.first_name}},\n\n${text}${signed}`,
})

export const templates: readonly Template[] = [
  template(
    'welcome',
    'Welcome',
    'the start of onboarding',
    'Welcome aboard, {{account.name}}',
    'I am {{sender.name}}, and I look after {{account.name}} from now on. My aim is that your team gets to its first ' +
      'result quickly.\n\nCould we take half an hour this week to agree on what success looks like for you, who should be ' +
      'involved, and by when?',
  ),
  template(
    'check_in',
    'Check-in',
    'staying in touch',
    'How are things at {{account.name}}?',
    'It is a while since we last spoke, and I would like to hear how things are going at {{account.name}}: what works well, ' +
      'and what gets in the way.\n\nWould you have fifteen minutes this week or next?',
  ),
  template(
    'renewal',
    'Renewal',
    'an upcoming renewal',
    '{{account.name}}: your renewal on {{account.renewal_date}}',
    'Your agreement comes up for renewal on {{account.renewal_date}}. Before then I would like to go through what you got out ' +
      'of it this year, what you plan next, and whether {{account.seats}} are still the right number.\n\nWhen would suit ' +
      'you for a short call?',
  ),
  template(
    'low_adoption',
    'Low adoption',
    'seats that are not used',
    'Getting more out of your seats, {{account.name}}',
    'I looked at how your team uses the product: at present {{account.adoption}} of your {{account.seats}} are active. ' +
      'That is often a matter of a short training or of a set-up that does not fit.\n\nShall we look at it together? I can ' +
      'suggest two or three quick steps.',
  ),
  template(
    'qbr_invite',
    'Business review',
    'an invitation to a business review',
    'Business review with {{account.name}}',
    'I would like to invite you and your colleagues to our next business review: what was achieved since the last one, what ' +
      'your goals are for the coming quarter, and what you need from us.\n\nWhich of the next two weeks suits you, and who ' +
      'should be there?',
  ),
  template(
    'follow_up',
    'Follow-up',
    'after a conversation',
    'Following up on our conversation',
    'Thank you for your time. As agreed I will keep you posted on the open points, and I am happy to answer whatever comes up ' +
      'in the meantime at {{account.name}}.\n\nIs there anything that I should add from your side?',
  ),
  template(
    'nps_thanks',
    'Thanks for feedback',
    'after a survey response',
    'Thank you for your feedback',
    'Thank you for taking the time to tell us how you see us. I would like to understand it better and to agree with you on ' +
      'what we change for {{account.name}}.\n\nWould a short call this week be possible?',
  ),
  template(
    'champion_left',
    'New contact',
    'a champion who left',
    'Working together with {{account.name}}',
    'Since there were changes in your team, I would like to introduce myself: I look after {{account.name}} on our side. I ' +
      'can give you an overview of what is in place and what was agreed.\n\nWhen would be a good time for a short call?',
  ),
]
