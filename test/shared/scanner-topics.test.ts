import { describe, expect, it } from 'vitest';
import { Firmware } from '#shared/model/scanner.ts';
import { scannerTopics } from '#shared/wire/scanner-topics.ts';

describe.each(Firmware.options)('the topics of %s', (firmware) => {
  const { says, also, reads } = scannerTopics(firmware, 'kitchen');

  it('have one kind of topic for sightings, and at most one for the status', () => {
    expect(says.filter(({ kind }) => kind === 'sighting')).toHaveLength(1);
    expect(says.filter(({ kind }) => kind === 'status').length).toBeLessThanOrEqual(1);
  });

  it('name the room in everything that is read, so that nobody speaks for another room', () => {
    for (const { filter } of says) expect(filter.split('/')).toContain('kitchen');
  });

  it('tell where the part behind the room begins', () => {
    for (const { filter, restAt } of says) {
      if (Number.isFinite(restAt)) expect(`${filter}/`.slice(0, restAt)).toMatch(/^[^+#]*kitchen\/$/);
    }
  });

  it('let it read settings of its own, its fleet’s or its tags’ only, and never what another scanner says', () => {
    for (const filter of reads) expect(filter).toMatch(/^(espresense\/settings\/\+\/config|.*(\/kitchen\/|\*|tasmotas).*)$/);
    for (const filter of [...reads, ...also]) expect(filter).not.toMatch(/^[+#$]/);
  });
});
