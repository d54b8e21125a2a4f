// The sites of this repository, parsed, for tests that need a real building.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Config, readConfig } from '#gateway/config.ts';
import { Site } from '#shared/model/site.ts';
import { testSecrets } from '../fakes/secrets.ts';

type Name = 'demo-office' | 'tetam-hall';

const folder = (name: Name): URL => new URL(`../../firmware-config/sites/${name}/`, import.meta.url);

export function committedSite(name: Name): Site {
  return Site.parse(parse(readFileSync(new URL('site.yaml', folder(name)), 'utf8')));
}

/** The whole configuration, as the gateway reads it. */
export function committedGateway(name: Name): Config {
  const config = readConfig(fileURLToPath(new URL('gateway.yaml', folder(name))), { ...testSecrets });
  if (!config.ok) throw new Error(config.detail);
  return config.value;
}
