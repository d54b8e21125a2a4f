// What the printed roll call says, in one place, so that another language is another catalogue.

export type RollWords = {
  readonly language: string;
  readonly drill: string;
  readonly emergency: string;
  readonly thisIsADrill: string;
  readonly asOf: (time: string) => string;
  readonly expiry: (time: string) => string;
  readonly assemblyPoint: (place: string) => string;
  readonly safeOf: (safe: number, expected: number) => string;
  readonly noZone: string;
  readonly safe: string;
  readonly firstAider: string;
  readonly unnamed: (safe: number, here: number) => string;
  readonly nobody: string;
  readonly onlyKnown: string;
};

export const rollWordsEn: RollWords = {
  language: 'en-GB',
  drill: 'DRILL',
  emergency: 'EMERGENCY',
  thisIsADrill: 'This is a drill.',
  asOf: (time) => `As of ${time}`,
  expiry: (time) => `Valid until ${time}. Destroy this list then.`,
  assemblyPoint: (place) => `Assembly point: ${place}`,
  safeOf: (safe, expected) => `${safe} of ${expected} safe`,
  noZone: 'Somewhere on this floor',
  safe: 'safe',
  firstAider: 'first aider',
  unnamed: (safe, here) => `Without a name: ${safe} of ${here} safe`,
  nobody: 'Nobody is known to be here.',
  onlyKnown: 'Only people who checked in or are located by consent are listed. Others may be in the building.',
};
