// What the employee's page says when locating is off for everybody or runs with an accepted risk, and when somebody saw
// where the person was under break-glass.

export const mePrivacyEn = {
  'me.positions.off': 'Locating is off for everybody here: {why}.',
  'me.positions.off.kept': 'That is not your choice. Yours is kept, and you can change it; it counts again when locating is on.',
  'me.positions.risk': 'Locating runs here with a risk your company has accepted: {gates}.',
  'me.dot.off': 'There is no dot of anybody, because locating is off for everybody: {why}.',
  'me.near.off': 'Locating is off for everybody, so nothing near you can be listed.',

  'me.lookedAt.title': 'Who saw where you are',
  'me.lookedAt.what':
    'In an emergency two people together can open the places of one floor for 15 minutes. Whenever you were among those who were seen, it stands here. While an alarm is on, walls tell who is known to be in the building and on which floor, unless you chose to hide your name.',
  'me.lookedAt.none': 'Nobody has looked.',
  'me.lookedAt.who': '{reason}, asked for by {role}',
  'me.lookedAt.ask': 'The data protection officer tells you more: {contact}.',
  'me.lookedAt.askUnnamed': 'Your company’s data protection officer tells you more.',
  'me.lookedAt.reason.medical': 'A medical emergency',
  'me.lookedAt.reason.evacuation': 'An evacuation',
  'me.lookedAt.reason.missing-person': 'Somebody was missing',
  'me.lookedAt.reason.threat': 'A threat',
  'me.lookedAt.reason.other': 'Another reason, given in writing',
  'me.lookedAt.role.user': 'an employee',
  'me.lookedAt.role.group-manager': 'a group manager',
  'me.lookedAt.role.location-manager-light': 'a location manager',
  'me.lookedAt.role.location-manager': 'a location manager',
  'me.lookedAt.role.administrator': 'an administrator',
  'me.lookedAt.role.privacy-officer': 'the privacy officer',
  'me.lookedAt.news': 'Somebody saw where you were, under the rules for an emergency.',
  'me.lookedAt.news.more': 'Read who and why',
} as const;
