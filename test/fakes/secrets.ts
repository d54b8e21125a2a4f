/** Secrets for tests; long enough for the configuration, and good for nothing else. */
export const testSecrets = {
  WAYPOST_SCANNER_KEY: 'test-scanner-key-0123456789',
  WAYPOST_DISPLAY_KEY: 'test-display-key-0123456789',
  WAYPOST_PIN_PEPPER: 'test-pin-pepper-0123456789',
  WAYPOST_FIRE_PANEL_KEY: 'test-fire-panel-key-0123456789',
  WAYPOST_BOOKING_TOKEN: 'test-booking-token-0123456789',
} as const;
