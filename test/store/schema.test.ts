import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applyPragmas, connect } from '#gateway/store/database.ts';
import { migrate, migrations } from '#gateway/store/migrations.ts';
import { openTemporary, temporaryFolder, temporaryPath } from './open-temporary.ts';

describe('the schema', () => {
  it('has no column for a name, an identifier, a PIN, a tag, a zone or a position', async () => {
    const path = temporaryPath();
    await openTemporary(path).stop();
    const db = new Database(path, { readonly: true });
    const columns = db
      .prepare(
        "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all() as string[];
    db.close();
    expect(columns).toContain('outbox.event');
    const forbidden = /\.(.*name.*|mac|uuid|tag.*|pin|identifier|zone.*|floor.*|x|y|lat.*|lon.*|rssi.*|radius.*|label|seen.*)$/;
    expect(columns.filter((column) => forbidden.test(column))).toEqual([]);
  });

  it('S1: holds of a person only references, times and words from a fixed list, each column with its type', async () => {
    const path = temporaryPath();
    await openTemporary(path).stop();
    const db = new Database(path, { readonly: true });
    const columns = db.prepare("SELECT name || ' ' || type FROM pragma_table_info('outbox')").pluck().all() as string[];
    const blobs = db
      .prepare(
        "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type NOT IN ('TEXT', 'INTEGER')",
      )
      .pluck()
      .all();
    db.close();
    expect(columns).toEqual([
      'seq INTEGER',
      'event TEXT',
      'person TEXT',
      'action TEXT',
      'at_ms INTEGER',
      'attempts INTEGER',
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
    ]);
    expect(blobs).toEqual([]);
  });

  it('joins a person with a place only where a booking does', async () => {
    const path = temporaryPath();
    await openTemporary(path).stop();
    const db = new Database(path, { readonly: true });
    const tables = db
      .prepare(
        `SELECT m.name FROM sqlite_schema m WHERE m.type = 'table'
         AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'person')
         AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'space') ORDER BY 1`,
      )
      .pluck()
      .all();
    db.close();
    expect(tables).toEqual(['local_booking', 'outbox']);
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
