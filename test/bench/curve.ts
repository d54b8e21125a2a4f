// Whether the cost stays linear in what is heard: CPU time per sighting over the number of people and over the size of the
// building, each against the first of its row. Flat is linear.

import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { createCrowd } from './crowd.ts';
import { asTheGateway, type Cost, drive, startMs } from './drive.ts';
import { whole } from './numbers.ts';
import { createPremises, hall, nameOf, type Plan, type Premises, plans } from './premises.ts';

const crowds = [100, 300, 1_000, 3_000, 10_000];
const peopleInEachBuilding = 200;

export function costCurve(): void {
  const premises = createPremises(hall);
  const engine = createPositionEngine({ ...premises, options: asTheGateway });
  perSighting(engine, hall, premises, 1_000); // so that the first figure is not that of code which has never run
  const overPeople = crowds.map((people) => ({
    name: `${whole(people)} tags`,
    cost: perSighting(engine, hall, premises, people),
  }));
  print(`CPU time per sighting over tags, ${nameOf(hall)}`, overPeople);
  const overAnchors = plans.map((plan) => {
    const own = createPremises(plan);
    const engineThere = createPositionEngine({ ...own, options: asTheGateway });
    return { name: nameOf(plan), cost: perSighting(engineThere, plan, own, peopleInEachBuilding) };
  });
  print(`CPU time per sighting over anchors, ${peopleInEachBuilding} tags`, overAnchors);
}

/** The same simulated time for every crowd, but a few thousand fixes at least: fewer would measure chance. */
function perSighting(engine: PositionEngine, plan: Plan, premises: Premises, people: number): Cost {
  const crowd = createCrowd(plan, premises, people);
  const leastMs = Math.ceil(2_000 / people) * 1_000;
  const warmUpMs = Math.max(3_000, leastMs);
  drive(engine, crowd, { fromMs: startMs, forMs: warmUpMs });
  const cost = drive(engine, crowd, { fromMs: startMs + warmUpMs, forMs: Math.max(2_000, leastMs) });
  engine.forgetAll();
  return cost;
}

function print(title: string, rows: readonly { readonly name: string; readonly cost: Cost }[]): void {
  console.log(title);
  const microseconds = ({ cpuS, sightings }: Cost): number => (cpuS * 1e6) / sightings;
  for (const { name, cost } of rows) {
    const figures = [
      `  ${name.padEnd(28)} ${microseconds(cost).toFixed(2).padStart(6)} us`,
      `${(cost.sightings / cost.fixes).toFixed(1)} sightings a fix`,
      `${whole(cost.fixes / cost.cpuS).padStart(7)} fixes/s`,
      (microseconds(cost) / microseconds(rows[0]?.cost ?? cost)).toFixed(2),
    ];
    console.log(figures.join('   '));
  }
}
