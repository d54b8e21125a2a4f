// What the employee's page says while an emergency or a drill is on, beside the words it shares with the walls
// (emergency-en.ts).

export const meEmergencyEn = {
  'me.emergency.since': 'Since {time}, as known at {asOf}.',
  'me.emergency.safe': 'I am safe',
  'me.emergency.sending': 'One moment',
  'me.emergency.isSafe': 'You are marked safe.',
  'me.emergency.isSafeAt': 'You are marked safe, {time}.',
  'me.emergency.notYet': 'You are not marked safe yet.',
  'me.emergency.unsent': 'This did not arrive. Tap again, or tell somebody in charge at the assembly point.',
  'me.emergency.gone': 'No connection since {time}. Tell somebody in charge at the assembly point that you are safe.',
  'me.emergency.private': 'This says only that you are safe. It does not say where you are.',
} as const;
