import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Installation } from '#gateway/audit/installation.ts';
import { processingReport } from '#gateway/audit/processing-report.ts';
import { reportHtml } from '#gateway/audit/report-html.ts';
import { reportText } from '#gateway/audit/report-text.ts';
import { firstSettings, PrivacySettings } from '#shared/model/privacy-settings.ts';
import { root } from '../source-files.ts';

const office: Installation = {
  site: 'Kontorhaus <Nord>',
  version: '1.2.3',
  configPath: '/etc/waypost/gateway.yaml',
  configSha256: 'ab'.repeat(32),
  understoodSha256: 'ef'.repeat(32),
  atMs: Date.UTC(2027, 0, 15, 12, 30),
  bookingSystem: 'https://booking.example',
  signIn: 'https://login.example',
  outsideBroker: 'mqtts://broker.example',
  scanners: 7,
  ownRadio: true,
  walls: 2,
  things: { url: 'mqtt://home.example', count: 3 },
  positionsConfigured: true,
  acceptedRisks: [],
  limits: { k: 5 },
  kept: { settings: firstSettings, positionsOn: true },
  audit: { entries: 4, head: { seq: 4, hash: 'cd'.repeat(32) } },
};
const textOf = (changes: Partial<Installation> = {}): string =>
  reportText(processingReport({ ...office, ...changes })).replace(/\s+/g, ' ');
const itemsOf = (changes: Partial<Installation> = {}) =>
  processingReport({ ...office, ...changes }).sections.flatMap(({ items }) => items);

describe('the processing report', () => {
  test('names tests that are there and say what is claimed', () => {
    for (const { proof } of itemsOf()) {
      expect(proof.length).toBeGreaterThan(0);
      for (const { test: path, says } of proof) {
        expect(existsSync(join(root, path)), path).toBe(true);
        const names = namesIn(readFileSync(join(root, path), 'utf8'));
        for (const number of says) expect(names, `${path} ${number}`).toMatch(new RegExp(`\\b${number}\\b`));
      }
    }
  });

  test('answers every question for every item', () => {
    for (const item of itemsOf()) {
      for (const answer of Object.values(item)) expect(answer.length).toBeGreaterThan(0);
    }
  });

  test('tells version, configuration, date and head of the audit', () => {
    const text = textOf();
    for (const fact of [
      '1.2.3',
      `SHA-256 ${office.configSha256}`,
      '2027-01-15 12:30 UTC',
      '4 entries, head 4:cdcdcdcdcdcdcdcd',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain('npm run audit:verify -- --data FOLDER --head 4:cdcdcdcdcdcdcdcd');
    expect(textOf({ audit: null, kept: null })).toContain('no entries yet');
    expect(textOf({ audit: { entries: 0, head: null } })).toContain('no entries yet');
  });

  test('tells the periods and the smallest group that hold now, the stricter of settings and configuration', () => {
    const settings = { k: 8, linkedDays: 10, auditDays: 60, historyDays: 200 };
    const set = textOf({ kept: { settings, positionsOn: true }, limits: { k: 6, historyDays: 100, auditDays: 80 } });
    expect(set).toContain('nothing below 8');
    expect(set).toContain('Smallest group 8');
    expect(set).toContain('10 days (set to 10; a shorter period of the booking system wins; never above 90)');
    expect(set).toContain('60 days (set to 60; this configuration allows up to 80; never above 365)');
    expect(set).toContain('100 days (set to 200; this configuration allows up to 100; never above 365)');
    expect(textOf({ kept: null, limits: { k: 12 } })).toContain('nothing below 12');
    expect(textOf({ kept: null })).toContain('14 days (a new installation has 14;');
  });

  test('R18: names as longest periods those that no installation can go beyond', () => {
    for (const [setting, days] of [
      ['linkedDays', 90],
      ['auditDays', 365],
      ['historyDays', 365],
    ] as const) {
      expect(textOf()).toContain(`never above ${days}`);
      expect(PrivacySettings.safeParse({ ...firstSettings, [setting]: days }).success).toBe(true);
      expect(PrivacySettings.safeParse({ ...firstSettings, [setting]: days + 1 }).success).toBe(false);
    }
  });

  test('says whether people are located, by file and by switch, and which risks were accepted', () => {
    expect(textOf()).toContain('Locating people on');
    expect(textOf({ positionsConfigured: false })).toContain('OFF: the configuration says so.');
    expect(textOf({ kept: { settings: firstSettings, positionsOn: false } })).toContain('OFF: switched off by an administrator');
    expect(textOf()).toContain('Accepted risks none');
    expect(textOf({ acceptedRisks: ['swap', 'watchdog'] })).toContain('Accepted risks swap, watchdog: the configuration accepts');
  });

  test('names the days of use, problems, acts of managers and emergencies, and where each of them is', () => {
    const where = (title: string): string => itemsOf().find((item) => item.title === title)?.where ?? '';
    expect(where('How spaces were used, without persons')).toBe('Disk of the gateway.');
    expect(where('Reported problems and closed spaces')).toContain('Memory only');
    expect(where('What managers see and do')).toContain('never kept to be sent later');
    expect(where('First aid, emergencies and drills')).toContain('who allows walls any day');
    expect(where('That an emergency is on')).toContain('`emergency.json`');
    expect(textOf({ signIn: null })).toContain('Nobody here can sign in, so nobody reads a text.');
  });

  test('leaves out what an installation can not do', () => {
    const small = { signIn: null, outsideBroker: null, things: null, ownRadio: false };
    const titles = itemsOf(small).map(({ title }) => title);
    const ofSignedIn = ['Signing in', 'Looking for a colleague', 'What managers see and do', 'History of consent'];
    for (const title of [...ofSignedIn, 'Things, never people']) {
      expect(titles).not.toContain(title);
      expect(itemsOf().map((item) => item.title)).toContain(title);
    }
    const { checks: _, never: __, ...said } = processingReport({ ...office, ...small });
    const text = JSON.stringify(said);
    for (const word of ['on /me', 'on /presence', 'reak-glass', 'login.example', 'broker.example', 'home.example', 'own radio']) {
      expect(text).not.toContain(word);
      expect(JSON.stringify(processingReport(office))).toContain(word);
    }
    expect(text).toContain('there is no page /me and nobody can consent here');
  });

  test('keeps its lines short as text', () => {
    const lines = reportText(processingReport(office)).split('\n');
    expect(lines.filter((line) => line.length > 100 && line.trim().includes(' '))).toEqual([]);
    expect(lines[0]).toBe('What Waypost processes in Kontorhaus <Nord>');
  });

  test('is one page of HTML with the same words, which loads and runs nothing', () => {
    const report = processingReport(office);
    const html = reportHtml(report);
    expect(html).toContain('<h1>What Waypost processes in Kontorhaus &lt;Nord&gt;</h1>');
    expect(html).not.toMatch(/<(script|link|img|iframe|a|form)\b|url\(|@import|\son\w+=/i);
    const words = (text: string): string => text.replace(/[\s=`-]+/g, ' ').trim();
    const shown = html
      .replace(/<style>.*<\/style>/s, '')
      .replace(/<title>.*<\/title>/, '')
      .replace(/<[^>]+>/g, ' ');
    const decoded = shown
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"');
    const squeezed = (text: string): string => words(text).replace(/ /g, '');
    expect(squeezed(decoded)).toBe(squeezed(reportText(report)));
  });
});

/** The names of tests and groups in a test file. */
function namesIn(text: string): string {
  return [...text.matchAll(/\b(?:test|it|describe)(?:\.\w+(?:\([^)]*\))?)?\(\s*(['"`])(.*?)\1/gs)]
    .map((found) => found[2])
    .join('\n');
}
