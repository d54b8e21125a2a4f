// What goes wrong with receivers, done to a recording: an anchor that is not there, one that stops, readings that get lost.

import { seededRandom } from '#shared/kit/random.ts';
import type { Recording } from './recording.ts';

/** The anchor hears nothing from the beginning. */
export function without(anchor: string): (recording: Recording) => Recording {
  return (recording) => ({ ...recording, sightings: recording.sightings.filter((line) => line.anchor !== anchor) });
}

/** The anchor hears nothing from the middle of the recording on. */
export function silentFromHalfway(anchor: string): (recording: Recording) => Recording {
  return (recording) => {
    const times = recording.sightings.map(({ t }) => t);
    const half = (times.reduce((a, b) => Math.min(a, b)) + times.reduce((a, b) => Math.max(a, b))) / 2;
    return { ...recording, sightings: recording.sightings.filter(({ t, anchor: heardBy }) => heardBy !== anchor || t < half) };
  };
}

/** Every reading is lost with this probability; the same ones in every run. */
export function lossy(share: number): (recording: Recording) => Recording {
  return (recording) => {
    const random = seededRandom(7);
    return { ...recording, sightings: recording.sightings.filter(() => random() >= share) };
  };
}
