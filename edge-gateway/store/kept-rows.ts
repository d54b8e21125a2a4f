// Rows that are asked for far more often than they change, kept until this connection has written something. What is read
// inside a transaction is not kept, because a rollback takes rows back without counting as a change.

import type { Connection } from './database.ts';

/** `read` gives the rows as they are on disk; the answer reads them again only after a write. */
export function keptRows<T>(db: Connection, read: () => T): () => T {
  const changes = db.prepare('SELECT total_changes()').pluck();
  let kept: { readonly at: unknown; readonly rows: T } | null = null;
  return () => {
    const at = changes.get();
    if (kept !== null && kept.at === at) return kept.rows;
    const rows = read();
    kept = db.inTransaction ? null : { at, rows };
    return rows;
  };
}
