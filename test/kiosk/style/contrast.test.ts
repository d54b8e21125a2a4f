// Reads the tokens as the browser does and computes what WCAG calls contrast: 7:1 for text, 3:1 for shapes, in all themes.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../kiosk/style/tokens.css', import.meta.url), 'utf8');

function tokens(selector: string): ReadonlyMap<string, string> {
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf('}', from));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const texts = [
  ['ink', 'ground'],
  ['ink', 'card'],
  ['card', 'ink'],
  ['muted', 'ground'],
  ['muted', 'card'],
  ['muted', 'floor'],
  ['area-ink', 'area'],
  ['free-ink', 'card'],
  ['free-ink', 'free-ground'],
  ['action-ink', 'action'],
  ['booked-ink', 'booked-ground'],
  ['checked-ink', 'checked'],
  ['occupied-ink', 'occupied'],
  ['unknown-ink', 'unknown-ground'],
  ['blocked-ink', 'blocked-ground'],
  ['alarm-ink', 'alarm'],
  ['person-ink', 'person'],
  ['here-ink', 'floor'],
  ['here-ink', 'ground'],
  ['notice-ink', 'notice'],
] as const;

const shapes = [
  ['free', 'free-ground'],
  ['free', 'floor'],
  ['booked', 'booked-ground'],
  ['booked', 'floor'],
  ['checked', 'floor'],
  ['occupied', 'floor'],
  ['unknown', 'unknown-ground'],
  ['unknown', 'floor'],
  ['blocked', 'blocked-ground'],
  ['blocked', 'floor'],
  ['person', 'floor'],
  ['here', 'floor'],
  ['wall', 'floor'],
  ['partition', 'floor'],
  ['glass', 'floor'],
  ['control', 'card'],
] as const;

const themes = [
  ['light', ':root'],
  ['dark', "[data-theme='dark']"],
  ['mono', "[data-theme='mono']"],
] as const;

describe.each(themes)('the %s theme', (_name, selector) => {
  const found = tokens(selector);
  const of = (name: string): string => {
    const value = found.get(name);
    if (value === undefined) throw new Error(`${selector} has no --${name}`);
    return value;
  };

  test.each(texts)('has text %s on %s at 7:1', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(7);
  });

  test.each(shapes)('has shapes in %s on %s at 3:1', (shape, ground) => {
    expect(contrast(of(shape), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
