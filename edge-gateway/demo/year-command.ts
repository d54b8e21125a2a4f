// `node edge-gateway/demo/year-command.ts --data DIR --site FILE [--days 365] [--seed 1]`: fills the store of a gateway that
// is not running with a year of published days, so that there is something to look at. Days that are there stay as they are.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { Site } from '#shared/model/site.ts';
import { openStore } from '../store/open-store.ts';
import { machineClock } from '../system-clock.ts';
import { usageDay } from '../utilisation/day-cells.ts';
import { daySlots } from '../utilisation/day-sums.ts';
import { dayText, siteCalendar } from '../utilisation/site-days.ts';
import { syntheticYear } from './year.ts';

const usage = `usage: year-command.ts --data DIR --site FILE [--days N] [--seed N]

  --data DIR    data folder of a gateway that is not running
  --site FILE   its site.yaml
  --days N      so many days up to yesterday, 1 to 365 (default 365)
  --seed N      another year (default 1)`;

const Options = z.object({
  data: z.string({ error: '--data is missing' }),
  site: z.string({ error: '--site is missing' }),
  days: z.coerce
    .number('--days takes a whole number')
    .pipe(z.int('--days takes a whole number').min(1, '--days is at least 1').max(365, '--days is at most 365'))
    .default(365),
  seed: z.coerce.number('--seed takes a whole number').pipe(z.int('--seed takes a whole number')).default(1),
});
type Options = z.infer<typeof Options>;

const written = run(process.argv.slice(2));
const outcome = await written;
if (outcome.ok) console.log(outcome.value);
else console.error(outcome.why === 'wrong-arguments' ? `${outcome.detail}\n\n${usage}` : outcome.detail);
process.exitCode = outcome.ok ? 0 : 2;

async function run(words: readonly string[]): Promise<Outcome<string>> {
  const options = optionsOf(words);
  if (!options.ok) return options;
  const site = siteOf(options.value.site);
  if (!site.ok) return site;
  return fill(options.value, site.value);
}

function optionsOf(words: readonly string[]): Outcome<Options, 'wrong-arguments'> {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...words], options: { data: option, site: option, days: option, seed: option } });
    const parsed = Options.safeParse(values);
    return parsed.success
      ? done(parsed.data)
      : refused('wrong-arguments', parsed.error.issues.map(({ message }) => message).join('; '));
  } catch (error) {
    return refused('wrong-arguments', error instanceof Error ? error.message : 'An option is wrong.');
  }
}

function siteOf(path: string): Outcome<Site, 'no-site'> {
  try {
    const site = Site.safeParse(parse(readFileSync(resolve(path), 'utf8')));
    return site.success ? done(site.data) : refused('no-site', `${path} is no site: ${site.error.issues[0]?.message ?? ''}.`);
  } catch {
    return refused('no-site', `${path} can't be read. Give the site.yaml of the gateway with --site.`);
  }
}

async function fill({ data, days, seed }: Options, site: Site): Promise<Outcome<string>> {
  const clock = machineClock;
  const opened = openStore({ path: join(resolve(data), 'waypost.sqlite'), clock, notice: (line) => console.error(line) });
  if (!opened.ok) return opened;
  const store = opened.value;
  const calendar = siteCalendar(site.timeZone);
  const toDay = calendar.dayOf(clock.wallMs()) - 1;
  const { k } = store.settings.read().settings;
  const before = store.usage.days().length;
  const beginMs = (day: number): number => calendar.windowOf(day).fromMs;
  const stored = store.transaction(() => {
    for (const { day, visits, ticks } of syntheticYear(site, { toDay, days, seed, beginMs })) {
      const slots = daySlots(calendar, day);
      store.usage.put(usageDay({ site, day, slots, visits, ticks, k, random: seededRandom(seed + day) }));
    }
  });
  const made = store.usage.days().length - before;
  await store.stop();
  if (!stored.ok) return stored;
  return done(
    `${made} days from ${dayText(toDay - days + 1)} to ${dayText(toDay)} written to ${data}; ${days - made} were there.`,
  );
}
