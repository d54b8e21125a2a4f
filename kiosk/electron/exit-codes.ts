/** What the main process ends with, for the supervisor: systemd restarts after `gaveUp`, not after `configWrong`. */
export const exitCodes = { gaveUp: 1, configWrong: 2, alreadyRunning: 4 } as const;
