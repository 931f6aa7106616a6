import { pick, shuffle } from '../random.ts';
import { TOLD } from './sentence.ts';
import type { Random } from '../random.ts';
import type { Mention, Told } from './sentence.ts';

/** Of what thing a sentence tells what, and how it speaks of it. */
export interface Planned {
  readonly thing: number;
  readonly told: readonly Told[];
  readonly mention: Mention;
}

/** How often a sentence that could come anywhere comes right after the one before it of its thing. */
const STAYS = 0.3;

/** A random order in which this many sentences tell of this many things, one to three of each. */
export function drawPlan(random: Random, sentences: number, things: number): Planned[] {
  const units = drawCounts(random, sentences, things).flatMap((count, thing) =>
    drawUnits(random, thing, count),
  );
  const seen = new Set<number>();
  return shuffle(random, units).flatMap((unit) =>
    unit.map(({ thing, told }, i) => {
      const mention = i > 0 ? 'it' : seen.has(thing) ? 'again' : 'first';
      seen.add(thing);
      return { thing, told, mention };
    }),
  );
}

/** How many sentences each thing gets: one, and of what is left as it falls, up to three. */
function drawCounts(random: Random, sentences: number, things: number): number[] {
  const counts = Array.from({ length: things }, () => 1);
  for (let left = sentences - things; left > 0; left--) {
    const open = [...counts.keys()].filter((thing) => (counts[thing] ?? 0) < TOLD.length);
    const thing = pick(random, open);
    counts[thing] = (counts[thing] ?? 0) + 1;
  }
  return counts;
}

type Unit = readonly Omit<Planned, 'mention'>[];

/** The sentences about a thing, in units that stay together: all but the first of a unit say "it". */
function drawUnits(random: Random, thing: number, count: number): Unit[] {
  const units: Omit<Planned, 'mention'>[][] = [];
  for (const told of drawTold(random, count)) {
    const last = units.at(-1);
    if (last && random.uniform() < STAYS) last.push({ thing, told });
    else units.push([{ thing, told }]);
  }
  return units;
}

/** What each of a thing's sentences tells: one fact or two, and none twice. */
function drawTold(random: Random, count: number): Told[][] {
  const most = Math.min(TOLD.length, 2 * count);
  const total = count + Math.floor(random.uniform() * (most - count + 1));
  const facts = shuffle(random, TOLD).slice(0, total);
  const told = facts.slice(0, count).map((fact) => [fact]);
  facts.slice(count).forEach((fact, i) => told[i]?.push(fact));
  return shuffle(random, told);
}
