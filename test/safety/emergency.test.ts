import { describe, expect, test } from 'vitest';
import { keptEmergency } from '#gateway/safety/kept-emergency.ts';
import { hours, minutes, seconds } from '#shared/kit/duration.ts';
import { type EmergencyDesk, emergencyDesk, kim } from './emergency-desk.ts';

const drill = (desk: EmergencyDesk) => desk.emergencies.start(kim, 'administrator', true);
const real = (desk: EmergencyDesk) => desk.emergencies.start(kim, 'administrator', false);
const end = (desk: EmergencyDesk) => desk.emergencies.end(kim, desk.emergencies.current()?.id ?? '');
const alarm = (desk: EmergencyDesk, id?: string) => desk.emergencies.signal({ state: 'alarm', ...(id && { id }) });
const clear = (desk: EmergencyDesk, id?: string) => desk.emergencies.signal({ state: 'clear', ...(id && { id }) });

describe('an emergency', () => {
  test('is on every screen before anything is written, also while neither audit nor disk work', () => {
    const desk = emergencyDesk();
    real(desk);
    expect(desk.happened).toEqual(['shown: real', 'kept', 'emergency-started']);
    const broken = emergencyDesk();
    Object.assign(broken.works, { audit: false, disk: false });
    expect(real(broken)).toMatchObject({ ok: true });
    expect(broken.emergencies.current()).toMatchObject({ drill: false, by: 'person' });
    expect(broken.happened[0]).toBe('shown: real');
  });

  test('that is a drill waits for its audit, and does not begin without', () => {
    const desk = emergencyDesk();
    desk.works.audit = false;
    expect(drill(desk)).toMatchObject({ ok: false, why: 'not-stored' });
    expect(desk.emergencies.signal({ state: 'drill' })).toBe('nothing');
    expect([desk.emergencies.current(), desk.happened]).toEqual([null, []]);
    desk.works.audit = true;
    drill(desk);
    expect(desk.happened).toEqual(['emergency-started', 'shown: drill', 'kept']);
  });

  test('that is real takes the place of a drill at once, with a new id, whoever started either', () => {
    for (const begin of [real, alarm]) {
      const desk = emergencyDesk();
      drill(desk);
      const before = desk.emergencies.current()?.id;
      begin(desk);
      const now = desk.emergencies.current();
      expect(now).toMatchObject({ drill: false });
      expect(now?.id).not.toBe(before);
      expect(desk.shown.map((one) => one?.drill)).toEqual([true, false]);
      expect(desk.acts.map(({ kind }) => kind)).toEqual(['emergency-started', 'emergency-ended', 'emergency-started']);
    }
  });

  test('is not begun a second time, and no drill begins during the real thing', () => {
    const desk = emergencyDesk();
    real(desk);
    const before = desk.emergencies.current();
    for (const begin of [real, drill]) expect(begin(desk)).toMatchObject({ ok: false, why: 'already' });
    expect([alarm(desk), desk.emergencies.signal({ state: 'drill' })]).toEqual(['nothing', 'nothing']);
    expect(desk.emergencies.current()).toEqual(before);
    expect(desk.acts).toHaveLength(1);
  });

  test('is ended by who saw it, and not by who saw the one before', () => {
    const desk = emergencyDesk();
    drill(desk);
    const old = desk.emergencies.current()?.id ?? '';
    real(desk);
    expect(desk.emergencies.end(kim, old)).toMatchObject({ ok: false, why: 'gone' });
    expect(desk.emergencies.current()).not.toBeNull();
    expect(end(desk)).toMatchObject({ ok: true });
    expect(end(desk)).toMatchObject({ ok: false, why: 'gone' });
    expect(desk.acts.at(-1)).toEqual({ kind: 'emergency-ended', how: 'person' });
  });

  test('ends by itself by the time since boot, whatever the wall clock says, and also when the timer comes late', () => {
    const desk = emergencyDesk();
    drill(desk);
    desk.clock.stepWall(hours(5));
    desk.clock.advance(minutes(59));
    expect(desk.emergencies.current()).not.toBeNull();
    desk.clock.advance(minutes(1));
    expect(desk.shown.at(-1)).toBeNull();
    real(desk);
    desk.clock.stepBoot(minutes(240));
    expect(desk.emergencies.current()).toBeNull();
    expect(desk.acts.filter(({ kind }) => kind === 'emergency-ended')).toEqual([
      { kind: 'emergency-ended', how: 'time' },
      { kind: 'emergency-ended', how: 'time' },
    ]);
  });
});

describe('the fire panel', () => {
  test('ends what it started and nothing else', () => {
    const desk = emergencyDesk();
    real(desk);
    expect([alarm(desk, '7'), clear(desk, '7'), clear(desk)]).toEqual(['nothing', 'nothing', 'nothing']);
    expect(desk.emergencies.current()).not.toBeNull();
    end(desk);
    expect([alarm(desk, '8'), clear(desk, '9')]).toEqual(['started', 'nothing']);
    expect(clear(desk, '8')).toBe('ended');
    expect(desk.acts.at(-1)).toEqual({ kind: 'emergency-ended', how: 'fire-panel' });
    alarm(desk, '10');
    expect(clear(desk)).toBe('ended');
  });

  test('has to clear every alarm it spoke of', () => {
    const desk = emergencyDesk();
    alarm(desk, '1');
    alarm(desk, '2');
    expect(clear(desk, '1')).toBe('nothing');
    expect(clear(desk, '2')).toBe('ended');
  });

  test('does not start again what it repeats after the end, for as long as it repeats it', () => {
    const desk = emergencyDesk();
    alarm(desk, '7');
    alarm(desk, '8');
    end(desk);
    for (let i = 0; i < 100; i += 1) {
      desk.clock.advance(minutes(10));
      expect([alarm(desk, '7'), alarm(desk, '8')]).toEqual(['nothing', 'nothing']);
    }
    expect(alarm(desk, '9')).toBe('started');
  });

  test('that counts anew after a long silence is believed again', () => {
    const desk = emergencyDesk();
    alarm(desk, '1');
    end(desk);
    desk.clock.advance(hours(1));
    expect(alarm(desk, '1')).toBe('started');
  });

  test('that has no numbers is not believed for a minute after a person ended it, and at once after its own clear', () => {
    const desk = emergencyDesk();
    alarm(desk);
    end(desk);
    desk.clock.advance(seconds(59));
    expect(alarm(desk)).toBe('nothing');
    desk.clock.advance(seconds(1));
    expect(alarm(desk)).toBe('started');
    clear(desk);
    expect(alarm(desk)).toBe('started');
  });

  test('is believed with an alarm whatever drill was just over, also under the same number', () => {
    const desk = emergencyDesk();
    desk.emergencies.signal({ state: 'drill', id: '7' });
    end(desk);
    expect(alarm(desk, '7')).toBe('started');
    end(desk);
    drill(desk);
    end(desk);
    desk.clock.advance(minutes(1));
    drill(desk);
    end(desk);
    expect(alarm(desk)).toBe('started');
  });
});

describe('a restart', () => {
  test('goes on with the emergency that was on, and ends it when it would have ended', async () => {
    const before = emergencyDesk();
    alarm(before, '7');
    const was = before.emergencies.current();
    before.clock.advance(minutes(200));
    await before.emergencies.stop();
    expect(before.clock.waiting()).toBe(0);
    const after = emergencyDesk(before);
    expect(after.emergencies.current()).toEqual(was);
    expect(after.shown).toEqual([]);
    after.clock.advance(minutes(40));
    expect(after.emergencies.current()).toBeNull();
    expect(after.file.text).toBeNull();
  });

  test('does not go on with one whose time was over meanwhile, nor longer than any may last', async () => {
    const before = emergencyDesk();
    drill(before);
    await before.emergencies.stop();
    before.clock.stepWall(minutes(61));
    const after = emergencyDesk(before);
    expect(after.emergencies.current()).toBeNull();
    expect([after.acts.at(-1), after.file.text]).toEqual([{ kind: 'emergency-ended', how: 'time' }, null]);
    drill(after);
    await after.emergencies.stop();
    after.clock.stepWall(-hours(10));
    const again = emergencyDesk(after);
    expect(again.emergencies.current()).not.toBeNull();
    again.clock.advance(minutes(60));
    expect(again.emergencies.current()).toBeNull();
  });

  test('can be cleared by the panel, whose numbers are not known any more', async () => {
    const before = emergencyDesk();
    alarm(before, '7');
    await before.emergencies.stop();
    expect(clear(emergencyDesk(before), '7')).toBe('ended');
  });

  test('begins with nothing where the file is damaged, and finds what the disk took late', async () => {
    for (const text of ['', '{', '[]', '{"id":"x"}', '{"name":"Ada"}']) expect(keptEmergency(text)).toBeNull();
    const desk = emergencyDesk();
    desk.works.disk = false;
    real(desk);
    expect(desk.file.text).toBeNull();
    desk.works.disk = true;
    desk.clock.advance(seconds(30));
    const now = desk.emergencies.current();
    expect(keptEmergency(desk.file.text)).toEqual(now);
    desk.works.disk = false;
    end(desk);
    real(desk);
    desk.works.disk = true;
    desk.clock.advance(seconds(30));
    expect(keptEmergency(desk.file.text)).toEqual(desk.emergencies.current());
    expect(desk.emergencies.current()?.id).not.toBe(now?.id);
  });

  test('finds no name, no place and no mark on the disk', () => {
    const desk = emergencyDesk();
    real(desk);
    expect(Object.keys(JSON.parse(desk.file.text ?? '')).sort()).toEqual(['by', 'drill', 'endsMs', 'id', 'startedMs']);
  });
});
