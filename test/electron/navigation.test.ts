import { describe, expect, test, vi } from 'vitest';
import { parseAppUrl } from '#kiosk/electron/app-address.ts';
import { guardNavigation } from '#kiosk/electron/navigation.ts';
import { FakeContents } from '#test/fakes/electron.ts';

describe('the page can not be left', () => {
  test.each([
    ['will-navigate', 'navigate'],
    ['will-frame-navigate', 'frame-navigate'],
    ['will-redirect', 'redirect'],
    ['will-attach-webview', 'webview'],
  ])('%s is stopped and counted', (event, counted) => {
    const contents = new FakeContents();
    const refused: string[] = [];
    guardNavigation(contents, (what) => refused.push(what));
    const preventDefault = vi.fn();
    expect(contents.emit(event, { preventDefault })).toBe(true);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(refused).toEqual([counted]);
  });

  test('a new window is denied and counted', () => {
    const contents = new FakeContents();
    const refused: string[] = [];
    guardNavigation(contents, (what) => refused.push(what));
    expect(contents.openHandler?.()).toEqual({ action: 'deny' });
    expect(refused).toEqual(['window']);
  });
});

describe('an address is one of ours only when its parts say so', () => {
  test.each(['kiosk://app/wall.html', 'kiosk://app/assets/a.js', 'kiosk://app/wall.html?theme=dark'])('%s is', (url) => {
    expect(parseAppUrl(url)).not.toBeNull();
  });

  test.each([
    'kiosk://app.evil/wall.html',
    'kiosk://app@evil/wall.html',
    'kiosk://user@app/wall.html',
    'kiosk://app:80/wall.html',
    'kiosk://evil/app',
    'https://app/wall.html',
    'kiosk:app/wall.html',
    'about:blank',
    'file:///etc/passwd',
    '',
    'nonsense',
  ])('%s is not', (url) => {
    expect(parseAppUrl(url)).toBeNull();
  });
});
