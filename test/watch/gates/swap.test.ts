import { describe, expect, test } from 'vitest';
import { swapGate } from '#gateway/watch/gates/swap.ts';
import { aMachine } from './machine.ts';

const swaps = (...paths: string[]): Record<string, string> => ({
  '/proc/swaps': `Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n${paths.map((path) => `${path} partition\t4194300\t\t0\t\t-2\n`).join('')}`,
});
const crypt = 'CRYPT-PLAIN-cryptswap1\n';

describe('the gate of swap', () => {
  test('stands open without swap', () => {
    expect(swapGate(aMachine())).toEqual({ name: 'swap', ok: true, sentence: '' });
  });

  test('fails with a sentence that says what to do, and names no device, when there is a plain partition or file', () => {
    const closed = swapGate(aMachine(swaps('/dev/sda2'), { '/dev/sda2': '8:2' }));
    expect(closed.ok).toBe(false);
    expect(closed.sentence).toContain('swapoff');
    expect(closed.sentence).not.toContain('sda2');
  });

  test('stands open when the device is dm-crypt, also below a file with a blank in its name', () => {
    const files = { ...swaps('/dev/dm-1', '/swap\\040file'), '/sys/dev/block/253:1/dm/uuid': crypt };
    const devices = { '/dev/dm-1': '253:1', '/swap file': '253:1' };
    expect(swapGate(aMachine(files, devices)).ok).toBe(true);
  });

  test('stands open for a logical volume on LUKS, and fails when one of its parts is plain', () => {
    const volume = {
      ...swaps('/dev/dm-2'),
      '/sys/dev/block/253:2/dm/uuid': 'LVM-abc\n',
      '/sys/dev/block/253:2/slaves/dm-0/dev': '253:0\n',
      '/sys/dev/block/253:0/dm/uuid': 'CRYPT-LUKS2-abc-root\n',
    };
    const devices = { '/dev/dm-2': '253:2' };
    expect(swapGate(aMachine(volume, devices)).ok).toBe(true);
    expect(swapGate(aMachine({ ...volume, '/sys/dev/block/253:2/slaves/sda3/dev': '8:3\n' }, devices)).ok).toBe(false);
  });

  test('counts compressed memory (zram) as memory, unless it writes to a disk behind it', () => {
    const zram = { ...swaps('/dev/zram0'), '/sys/dev/block/254:0/mm_stat': '0 0 0\n' };
    const devices = { '/dev/zram0': '254:0' };
    const behind = (text: string): boolean =>
      swapGate(aMachine({ ...zram, '/sys/dev/block/254:0/backing_dev': text }, devices)).ok;
    expect([swapGate(aMachine(zram, devices)).ok, behind('none\n'), behind('/dev/sda2\n')]).toEqual([true, true, false]);
  });

  test('fails when one of several is plain, or is on a device that can not be told', () => {
    const files = { ...swaps('/dev/dm-1', '/dev/sda2'), '/sys/dev/block/253:1/dm/uuid': crypt };
    expect(swapGate(aMachine(files, { '/dev/dm-1': '253:1', '/dev/sda2': '8:2' })).ok).toBe(false);
    expect(swapGate(aMachine(files, { '/dev/dm-1': '253:1' })).ok).toBe(false);
  });

  test('does not follow devices that stand on each other in a ring', () => {
    const ring = { ...swaps('/dev/dm-1'), '/sys/dev/block/253:1/slaves/dm-1/dev': '253:1\n' };
    expect(swapGate(aMachine(ring, { '/dev/dm-1': '253:1' })).ok).toBe(false);
  });

  test('stands open where the service may not swap, or a slice around it, unless the machine can hibernate', () => {
    const kept = (folder: string, most: string, states = 'freeze mem\n'): boolean =>
      swapGate(
        aMachine({ ...swaps('/swapfile'), [`/sys/fs/cgroup/${folder}/memory.swap.max`]: most, '/sys/power/state': states }),
      ).ok;
    expect(kept('system.slice/waypost-gateway.service', '0\n')).toBe(true);
    expect(kept('system.slice', '0\n')).toBe(true);
    expect(kept('system.slice/waypost-gateway.service', 'max\n')).toBe(false);
    expect(kept('system.slice/other.service', '0\n')).toBe(false);
    expect(kept('system.slice', '0\n', 'freeze mem disk\n')).toBe(false);
  });

  test('fails where it can not be read, and where the group can not', () => {
    expect(swapGate(aMachine({ '/proc/swaps': null })).ok).toBe(false);
    expect(swapGate(aMachine({ ...swaps('/swapfile'), '/proc/self/cgroup': null })).ok).toBe(false);
  });
});
