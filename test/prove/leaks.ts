// How a gateway of the proof can be made to leak: a fix written to a file, or kept in memory for ever.

export const leaks = ['none', 'file', 'memory'] as const;
export type Leak = (typeof leaks)[number];
