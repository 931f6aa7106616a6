import { createRandom, hashSeed, type Random } from '../../model/random.ts';
import { LEVELS } from '../topics.ts';
import type { Chain } from './chains/chain.ts';
import { chains } from './chains/index.ts';
import type { Candidate } from './pool.ts';
import { PROFILES, type Profile } from './role.ts';
import { SECTIONS, type Section } from './section.ts';
import type { Plan, Turn } from './turn.ts';

/** A candidate with the follow-ups that it brings along. */
interface Unit {
  readonly candidate: Candidate;
  readonly chain?: Chain | undefined;
  /** How many steps of the chain. */
  readonly steps: number;
  readonly seconds: number;
}

/** A follow-up depends on an answer before it: fewer steps would be none. */
const FEWEST_STEPS = 2;

/** Own words count for more: an interview is a talk. */
const SPOKEN = 3;

/** How far a task may go beyond what its section has left, so that long ones are drawn at all. */
const STRETCH = 1.5;

/**
 * Draws a session: every section first, then whichever is furthest behind its share of the time,
 * until nothing more fits. Nothing is asked twice, and no follow-up trains what was asked. The
 * result depends on the plan and on which candidates there are, not on their order.
 *
 * @returns the turns in the order of an interview; together they take no longer than the plan
 */
export function drawSession(plan: Plan, pool: readonly Candidate[]): readonly Turn[] {
  const { role, minutes, seed } = plan;
  const random = createRandom(hashSeed(seed, `${role} ${minutes}`));
  const table = new Table(PROFILES[role], 60 * minutes, pool, random);
  // The last first: a design question keeps what its follow-ups train from being asked before.
  SECTIONS.toReversed().forEach((section, i, all) => table.take(section, all.slice(i + 1)));
  for (let open = table.furthestBehind(); open; open = table.furthestBehind()) table.take(open);
  return SECTIONS.flatMap((section) =>
    table.units
      .filter(({ candidate }) => candidate.section === section)
      .toSorted(byLevel)
      .flatMap((unit) => turnsOf(unit, seed)),
  );
}

/** What has been drawn so far, and what is left to draw from. */
class Table {
  readonly units: Unit[] = [];
  readonly #profile: Profile;
  readonly #random: Random;
  #left: readonly Candidate[];
  #room: number;
  readonly #behind: Record<Section, number>;

  constructor(profile: Profile, seconds: number, pool: readonly Candidate[], random: Random) {
    this.#profile = profile;
    this.#random = random;
    this.#room = seconds;
    this.#left = pool.toSorted((a, b) => (a.card < b.card ? -1 : 1));
    this.#behind = Object.fromEntries(
      SECTIONS.map((section) => [section, (profile.sections[section] / 100) * seconds]),
    ) as Record<Section, number>;
  }

  /** The section that is furthest behind its share and still has something that fits. */
  furthestBehind(): Section | undefined {
    return SECTIONS.filter((section) => this.#shortest(section) <= this.#room).toSorted(
      (a, b) => this.#behind[b] - this.#behind[a],
    )[0];
  }

  /** Draws one of a section, if one fits; room is left for those that are still to come. */
  take(section: Section, toCome: readonly Section[] = []): void {
    const kept = toCome.map((other) => this.#shortest(other)).filter(Number.isFinite);
    const room = this.#room - kept.reduce((sum, seconds) => sum + seconds, 0);
    const own = Math.max(STRETCH * this.#behind[section], this.#shortest(section));
    const unit = this.#draw(this.#unitsOf(section, Math.min(room, own)));
    if (unit) this.#add(unit);
  }

  #add(unit: Unit): void {
    this.units.push(unit);
    this.#room -= unit.seconds;
    this.#behind[unit.candidate.section] -= unit.seconds;
    const used = cardsOf(unit);
    this.#left = this.#left.filter(({ card }) => !used.includes(card));
  }

  /** The shortest that is left of a section; infinitely long if nothing is. */
  #shortest(section: Section): number {
    return Math.min(...this.#candidatesOf(section).map((each) => this.#shortestUnit(each).seconds));
  }

  #unitsOf(section: Section, room: number): readonly Unit[] {
    return this.#candidatesOf(section).flatMap((candidate) => {
      const chain = this.#chainFor(candidate);
      const counts = chain ? range(FEWEST_STEPS, chain.steps.length).toReversed() : [0];
      const units = counts.map((steps) => unitOf(candidate, chain, steps));
      return units.find(({ seconds }) => seconds <= room) ?? [];
    });
  }

  #candidatesOf(section: Section): readonly Candidate[] {
    return this.#left.filter((candidate) => candidate.section === section);
  }

  #shortestUnit(candidate: Candidate): Unit {
    const chain = this.#chainFor(candidate);
    return unitOf(candidate, chain, chain ? FEWEST_STEPS : 0);
  }

  /** The first chain that fits a design question and repeats nothing. */
  #chainFor({ section, topic }: Candidate): Chain | undefined {
    if (section !== 'design') return undefined;
    const used = this.units.flatMap(cardsOf);
    return chains.find(
      ({ topics, steps }) =>
        topics.includes(topic) && !steps.some(({ card }) => used.includes(card)),
    );
  }

  /** One of the units, by the role's topics; a topic that was drawn gives way to others. */
  #draw(units: readonly Unit[]): Unit | undefined {
    const weights = units.map(({ candidate }) => this.#weigh(candidate));
    let at = this.#random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    return units.find((_, i) => (at -= weights[i] ?? 0) < 0);
  }

  #weigh({ topic, spoken }: Candidate): number {
    const drawn = this.units.filter(({ candidate }) => candidate.topic === topic).length;
    return (this.#profile.topics[topic] * (spoken ? SPOKEN : 1)) / (1 + drawn);
  }
}

function unitOf(candidate: Candidate, chain: Chain | undefined, steps: number): Unit {
  const follow = chain?.steps.slice(0, steps) ?? [];
  const seconds = follow.reduce((sum, step) => sum + step.seconds, candidate.seconds);
  return { candidate, chain, steps, seconds };
}

function cardsOf({ candidate, chain, steps }: Unit): readonly string[] {
  return [candidate.card, ...(chain?.steps.slice(0, steps) ?? []).map(({ card }) => card)];
}

function turnsOf({ candidate, chain, steps }: Unit, seed: number): readonly Turn[] {
  const { card, section, topic, seconds } = candidate;
  const first = { card, section, topic, limit: seconds, seed: hashSeed(seed, card) };
  const follow = (chain?.steps.slice(0, steps) ?? []).map((step, i) => ({
    card: step.card,
    section,
    topic,
    limit: step.seconds,
    // One seed for all of them: the second goes on from what was drawn for the first.
    seed: hashSeed(seed, `chain:${chain?.id ?? ''}`),
    follow: { chain: chain?.id ?? '', step: i },
  }));
  return [first, ...follow];
}

function byLevel({ candidate: a }: Unit, { candidate: b }: Unit): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
}

/** Whole numbers from `low` to `high`, both included. */
function range(low: number, high: number): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}
