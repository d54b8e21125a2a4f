// The configuration as one number: it stands in the audit at every start and in the processing report, so that anybody sees
// whether the report was made of what ran.

import { createHash } from 'node:crypto';
import type { Config } from './config.ts';

/** SHA-256 (hex) of the configuration and its site as they were understood, without secrets and without where they lie. */
export function configHash({ secrets: _none, folder: _where, ...config }: Config): string {
  return createHash('sha256').update(JSON.stringify(config)).digest('hex');
}
