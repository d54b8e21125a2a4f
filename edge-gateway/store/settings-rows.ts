// The privacy settings that two roles set together (shared/model/privacy-settings.ts), whether positions are switched on,
// and the newest changes for everybody to read. The table itself lets k only rise, whatever the code above it does.

import { z } from 'zod';
import { firstSettings, PrivacySettings } from '#shared/model/privacy-settings.ts';
import { Changeable } from '#shared/wire/privacy-desk.ts';
import type { Connection } from './database.ts';
import { keptRows } from './kept-rows.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

export type KeptSettings = { readonly settings: PrivacySettings; readonly positionsOn: boolean };

/** Positions are 1 (on) or 0 (off). */
const SettingChange = z.object({ atMs: z.int(), setting: Changeable, from: z.int(), to: z.int() });
type SettingChange = z.infer<typeof SettingChange>;

export type SettingsRows = {
  /** Cheap: kept between writes. */
  readonly read: () => KeptSettings;
  /** Throws when the table does not take it: a lower k, or a value out of bounds. */
  readonly write: (setting: Changeable, value: number, atMs: number) => Stored<void>;
  /** The newest 20, newest first; kept as long as the audit. */
  readonly changes: () => readonly SettingChange[];
};

const mostChanges = 20;
export const selectSettings = 'SELECT setting, value FROM privacy_setting';

/** One row; its value is within the bounds of its setting. */
export const KeptSetting = z
  .object({ setting: Changeable, value: z.int() })
  .refine(({ setting, value }) => bounds[setting].safeParse(value).success);
export type KeptSetting = z.infer<typeof KeptSetting>;

const bounds: Readonly<Record<Changeable, z.ZodType>> = { ...PrivacySettings.shape, positions: z.literal([0, 1]) };

export function settingsRows(db: Connection, guard: WriteGuard): SettingsRows {
  const put = db.prepare(
    'INSERT INTO privacy_setting (setting, value) VALUES (?, ?) ON CONFLICT (setting) DO UPDATE SET value = excluded.value',
  );
  const note = db.prepare('INSERT INTO setting_change (at_ms, setting, from_value, to_value) VALUES (?, ?, ?, ?)');
  const newest = db.prepare(
    `SELECT at_ms AS atMs, setting, from_value AS "from", to_value AS "to" FROM setting_change ORDER BY n DESC LIMIT ${mostChanges}`,
  );
  const read = keptRows(db, () => readSettings(db));
  return {
    read,
    write: (setting, value, atMs) =>
      guard.write(() => {
        const before = settingIn(read(), setting);
        if (before === value) return;
        put.run(setting, value);
        note.run(Math.floor(atMs), setting, before, value);
      }),
    changes: () => newest.all().map((row) => SettingChange.parse(row)),
  };
}

/** Reads the settings over any connection; throws when a row makes no sense. */
function readSettings(db: Connection): KeptSettings {
  const rows = db.prepare(selectSettings).all();
  const set = Object.fromEntries(rows.map((row) => KeptSetting.parse(row)).map(({ setting, value }) => [setting, value]));
  const { positions = 1, ...settings } = set;
  return { settings: PrivacySettings.parse({ ...firstSettings, ...settings }), positionsOn: positions === 1 };
}

/** Puts a setting that held in another file into this one; nobody has changed anything. */
export function carrySetting(db: Connection, row: KeptSetting): void {
  db.prepare('INSERT INTO privacy_setting (setting, value) VALUES (@setting, @value)').run(row);
}

function settingIn({ settings, positionsOn }: KeptSettings, setting: Changeable): number {
  if (setting !== 'positions') return settings[setting];
  return positionsOn ? 1 : 0;
}
