/** Why the gateway closes a board socket (RFC 6455 7.4; 4401 is ours, after HTTP's 401: browsers hide a failed upgrade). */
export const closeCodes = { goingAway: 1001, badFrame: 1008, broken: 1011, tryLater: 1013, unknownDisplay: 4401 } as const;
