// A process like the gateway, for the watchdog's test: it beats as the sweep does, says on stdout what happens, and is
// does what it is told on stdin. Argument: the watchdog's deadline in ms.

import { createInterface } from 'node:readline';
import { machineClock } from '#gateway/system-clock.ts';
import { startWatchdog } from '#gateway/watch/watchdog.ts';

const say = (line: string): unknown => process.stdout.write(`${line}\n`);
const deadlineMs = Number(process.argv[2]);
const watchdog = startWatchdog({ clock: machineClock, deadlineMs });
watchdog.onChange(() => say(watchdog.runs() ? 'watched' : 'unwatched'));
void watchdog.ready.then(() => say('ready'));
const beats = machineClock.every(deadlineMs / 5, watchdog.beat);
watchdog.beat();

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'be busy') {
    const untilMs = machineClock.bootMs() + deadlineMs / 2;
    while (machineClock.bootMs() < untilMs);
    say('was busy');
  }
  if (line === 'beat no more') {
    beats();
    say('beats no more');
  }
  if (line === 'stop')
    void watchdog.stop().then(() => {
      beats();
      say('stopped');
      process.stdin.destroy();
    });
});
