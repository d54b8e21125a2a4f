// What a person types from their badge, to a tag; and back to what stands on the badge, for its owner's eyes. Never
// guesses: what could be read in two ways, or is cut short, is no print, because a wrong tag would show somebody else.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { TagId } from '#shared/model/ids.ts';

const parts = '[ :/-]';
/** No leading zeros: some print `0064` for 100 (in hexadecimal), others for 64. */
const number = '(0|[1-9]\\d{0,4})';
const uuid = '([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})';
const beaconShape = new RegExp(`^(?:(ib|alt):)?${uuid}${parts}${number}${parts}${number}$`);
const shortShape = new RegExp(`^${number}[:/-]${number}$`);
const eddystoneShape = /^eddy:[0-9a-f]{20}:[0-9a-f]{12}$/;
const addressShape = /^(?:mac:)?([0-9a-f]{12}|[0-9a-f]{2}(?:(:|-)[0-9a-f]{2})(?:\2[0-9a-f]{2}){4})$/;

/**
 * Reads, in either case and with spaces around: the canonical forms of TagId; an iBeacon as UUID (dashes or none), major
 * and minor in decimal with spaces, colons, slashes or dashes between; an address with colons, dashes or nothing between;
 * and `major-minor` alone where all badges of the site share `badgeUuid` (32 hex digits, dashes or none).
 */
export function readPrint(typed: string, badgeUuid?: string): Outcome<TagId, 'unreadable'> {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const short = shortShape.exec(text);
  if (short !== null) return shortPrint(short, badgeUuid);
  const beacon = beaconShape.exec(text);
  if (beacon !== null) return beaconOf(beacon[1] ?? 'ib', beacon[2], beacon[3], beacon[4]);
  const address = addressShape.exec(text)?.[1]?.replace(/[:-]/g, '');
  if (address !== undefined) return addressOf(address);
  if (eddystoneShape.test(text)) return done(text as TagId);
  return refused('unreadable', 'That is not what stands on a badge. Type all of it, as it is printed.');
}

function shortPrint([, major, minor]: RegExpExecArray, badgeUuid: string | undefined): Outcome<TagId, 'unreadable'> {
  if (badgeUuid !== undefined) return beaconOf('ib', badgeUuid, major, minor);
  return refused('unreadable', 'The badges here have no short number. Type the long one, or hold the badge to an anchor.');
}

function beaconOf(kind: string, text = '', major = '', minor = ''): Outcome<TagId, 'unreadable'> {
  if (Number(major) <= 0xffff && Number(minor) <= 0xffff) return done(`${kind}:${bare(text)}:${major}:${minor}` as TagId);
  return refused('unreadable', 'The two numbers of a badge go up to 65535. Look again at the last ones.');
}

/** All zeros and all ones belong to no device. */
function addressOf(digits: string): Outcome<TagId, 'unreadable'> {
  if (!/^(?:0{12}|f{12})$/.test(digits)) return done(`mac:${digits}` as TagId);
  return refused('unreadable', 'No device has this address. Look again at what is printed.');
}

/** What `readPrint` reads back as the same tag: the short form where the site has one. */
export function printedOf(tag: TagId, badgeUuid?: string): string {
  const [kind, id = '', major = '', minor = ''] = tag.split(':');
  if (kind === 'mac') return (id.match(/../g) ?? []).join(':').toUpperCase();
  if (kind !== 'ib') return tag;
  if (badgeUuid !== undefined && id === bare(badgeUuid)) return `${major}-${minor}`;
  const groups = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)];
  return `${groups.join('-').toUpperCase()} ${major} ${minor}`;
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll('-', '');
}
