import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { dayOf } from '#gateway/store/buckets.ts';
import { applyPragmas, connect } from '#gateway/store/database.ts';
import { migrate, migrations } from '#gateway/store/migrations.ts';
import { newEvent, space } from './events.ts';
import { entryAfter, midnightMs, pseudonym } from './lasting.ts';
import { openTemporary, temporaryFolder, temporaryPath } from './open-temporary.ts';
import { publishedDay } from './published-day.ts';

/** A file in which every table exists that can: those of a day are made with their first row. */
async function everyTable(): Promise<Database.Database> {
  const path = temporaryPath();
  const store = openTemporary(path);
  const who = pseudonym('p');
  store.audit.append(entryAfter(null, midnightMs));
  store.dayKeys.of(midnightMs);
  store.consentHistory.add({ atMs: midnightMs, person: who, state: 'given', documentVersion: '1' });
  store.lookedAt.add([{ atMs: midnightMs, person: who, case: newEvent(), reason: 'other', role: 'administrator' }]);
  store.counts.add({ tickMs: midnightMs, zones: [] });
  const times = { fromMs: midnightMs, toMs: midnightMs, checkedInMs: null, releasedMs: null };
  store.visits.put({ ...times, space: space('d-1'), outcome: 'no-show', walkUp: false });
  store.usage.put(publishedDay(dayOf(midnightMs)));
  await store.stop();
  return new Database(path, { readonly: true });
}

const ofTables = "FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
const tablesWith = (db: Database.Database, ...columns: readonly string[]): unknown[] => {
  const has = columns.map((column) => `EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = '${column}')`);
  return db
    .prepare(`SELECT m.name FROM sqlite_schema m WHERE ${has.join(' AND ')} ORDER BY 1`)
    .pluck()
    .all();
};

describe('the schema', () => {
  it('has no column for a name, an identifier, a PIN, a tag, a zone or a position', async () => {
    const db = await everyTable();
    const columns = db.prepare(`SELECT m.name || '.' || c.name ${ofTables}`).pluck().all() as string[];
    db.close();
    expect(columns).toContain('outbox.event');
    const forbidden = /\.(.*name.*|mac|uuid|tag.*|pin|identifier|zone.*|floor.*|x|y|lat.*|lon.*|rssi.*|radius.*|label|seen.*)$/;
    // The exceptions: a zone beside its published count, and zones beside what was published of a whole day.
    const day = dayOf(midnightMs);
    expect(columns.filter((column) => forbidden.test(column))).toEqual([`count_d${day}.zone`, `usage_d${day}.zones`]);
    expect(columns.filter((column) => column.startsWith('count_d')).map((column) => column.split('.')[1])).toEqual([
      'tick_ms',
      'zone',
      'about',
    ]);
  });

  it('S1: holds of a person only references, times and words from a fixed list, each column with its type', async () => {
    const db = await everyTable();
    const columns = db.prepare("SELECT name || ' ' || type FROM pragma_table_info('outbox')").pluck().all() as string[];
    const blobs = db.prepare(`SELECT m.name || '.' || c.name ${ofTables} AND c.type NOT IN ('TEXT', 'INTEGER')`).pluck().all();
    const loose = db.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%STRICT%'",
    );
    expect(loose.pluck().all()).toEqual([]);
    db.close();
    expect(columns).toEqual([
      'seq INTEGER',
      'event TEXT',
      'person TEXT',
      'action TEXT',
      'at_ms INTEGER',
      'attempts INTEGER',
      'waited_ms INTEGER',
      'booking TEXT',
      'space TEXT',
      'to_ms INTEGER',
      'document TEXT',
      'scope_group INTEGER',
      'scope_company INTEGER',
      'scope_wall INTEGER',
      'until_ms INTEGER',
      'visibility TEXT',
      'status TEXT',
      'reason TEXT',
    ]);
    expect(blobs).toEqual([]);
  });

  it('joins a person with a place only where a booking does', async () => {
    const db = await everyTable();
    expect(tablesWith(db, 'person', 'space')).toEqual(['local_booking', 'outbox']);
    db.close();
  });

  it('R15: holds persons where something is owed or just done, pseudonyms apart, and neither where rows stay', async () => {
    const db = await everyTable();
    const day = dayOf(midnightMs);
    expect(tablesWith(db, 'person')).toEqual(['local_booking', 'outbox']);
    expect(tablesWith(db, 'pseudonym')).toEqual([`consent_d${day}`, `looked_d${day}`]);
    const columnsOf = (table: string): unknown[] =>
      db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(`${table}_d${day}`);
    expect(columnsOf('visit')).toEqual(['space', 'from_ms', 'to_ms', 'checked_in_ms', 'released_ms', 'outcome', 'walk_up']);
    expect(columnsOf('usage')).toEqual(['day', 'cells', 'told', 'figures', 'zones', 'ticks', 'published']);
    expect(columnsOf('audit')).toEqual(['seq', 'at_ms', 'actor', 'act', 'prev', 'hash']);
    db.close();
  });

  it('has no index of its own and no statistics, which would keep samples of what was deleted', async () => {
    const db = await everyTable();
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all()).toEqual([]);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'").all()).toEqual([]);
    db.close();
  });
});

describe('the pragmas', () => {
  it('hold on the open connection', () => {
    const db = connect(`${temporaryFolder()}/p.sqlite`);
    expect(applyPragmas(db)).toEqual({ ok: true, value: undefined });
    const read = (name: string) => db.pragma(name, { simple: true });
    expect({ journal: read('journal_mode'), sync: read('synchronous'), secure: read('secure_delete') }).toEqual({
      journal: 'wal',
      sync: 2,
      secure: 1,
    });
    expect({ temp: read('temp_store'), keys: read('foreign_keys'), busy: read('busy_timeout') }).toEqual({
      temp: 2,
      keys: 1,
      busy: 5000,
    });
    expect({ limit: read('journal_size_limit'), trusted: read('trusted_schema') }).toEqual({ limit: 0, trusted: 0 });
    db.close();
  });

  it('are refused with a sentence when one does not hold', () => {
    const inMemory = connect(':memory:');
    expect(applyPragmas(inMemory)).toMatchObject({ ok: false, why: 'pragma', detail: expect.stringContaining('journal_mode') });
    inMemory.close();
  });
});

describe('migrations', () => {
  const next = [...migrations, 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT'];

  it('bring a file of the version before to the newest and keep its rows', () => {
    const db = connect(`${temporaryFolder()}/m.sqlite`);
    expect(migrate(db)).toEqual({ ok: true, value: migrations.length });
    db.exec("INSERT INTO pin_pad VALUES ('d', 3)");
    expect(migrate(db, next)).toEqual({ ok: true, value: next.length });
    expect(db.prepare('SELECT fails FROM pin_pad').pluck().get()).toBe(3);
    db.close();
  });

  it('leave the file as it was when a step fails', () => {
    const db = connect(`${temporaryFolder()}/m.sqlite`);
    migrate(db);
    expect(() => migrate(db, [...next, 'CREATE TABLE broken ('])).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").pluck().get()).toBe(0);
    db.close();
  });

  it('refuse a newer file and name both versions', () => {
    const db = connect(`${temporaryFolder()}/m.sqlite`);
    migrate(db, next);
    const answer = migrate(db);
    expect(answer).toMatchObject({ ok: false, why: 'newer-schema' });
    expect(answer).toMatchObject({ detail: expect.stringMatching(`schema ${next.length}.*up to ${migrations.length}`) });
    db.close();
  });

  it('refuse the database of another program', () => {
    const db = connect(`${temporaryFolder()}/m.sqlite`);
    db.exec('CREATE TABLE theirs (id)');
    expect(migrate(db)).toMatchObject({ ok: false, why: 'unreadable' });
    db.close();
  });
});
