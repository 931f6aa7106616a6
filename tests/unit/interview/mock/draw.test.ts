import { describe, expect, it } from 'vitest';
import { chains } from '../../../../src/interview/mock/chains/index.ts';
import { drawSession } from '../../../../src/interview/mock/draw.ts';
import { MINUTES, PROFILES, ROLES } from '../../../../src/interview/mock/role.ts';
import { SECTIONS } from '../../../../src/interview/mock/section.ts';
import type { Turn } from '../../../../src/interview/mock/turn.ts';
import { hunts, readPool } from './support.ts';

const pool = readPool();
const seeds = Array.from({ length: 60 }, (_, i) => 7919 * i + 3);
const plans = ROLES.flatMap((role) => MINUTES.map((minutes) => ({ role, minutes })));

function secondsOf(turns: readonly Turn[]): number {
  return turns.reduce((sum, { limit }) => sum + limit, 0);
}

describe.each(plans)('$minutes minutes for $role', ({ role, minutes }) => {
  const sessions = seeds.map((seed) => drawSession({ role, minutes, seed }, pool));

  it('has every section, in their order', () => {
    for (const turns of sessions) {
      const there = [...new Set(turns.map(({ section }) => section))];
      expect(there).toEqual(SECTIONS);
    }
  });

  it('fits into the time and fills it', () => {
    for (const turns of sessions) {
      expect(secondsOf(turns)).toBeLessThanOrEqual(60 * minutes);
      expect(secondsOf(turns)).toBeGreaterThan(60 * minutes - 60);
    }
  });

  it('asks nothing twice', () => {
    for (const turns of sessions) {
      expect(new Set(turns.map(({ card }) => card)).size).toBe(turns.length);
    }
  });

  it('follows a design question up at least twice, step by step', () => {
    for (const turns of sessions) {
      const steps = turns.flatMap(({ follow }) => follow ?? []);
      expect(steps.length).toBeGreaterThanOrEqual(2);
      steps.forEach(({ chain, step }, i) => {
        const before = step === 0 ? undefined : { chain, step: step - 1 };
        if (before) expect(steps[i - 1]).toEqual(before);
      });
    }
  });

  it('gives each section about its share, on average', () => {
    for (const section of SECTIONS) {
      const own = sessions.map((turns) =>
        secondsOf(turns.filter((turn) => turn.section === section)),
      );
      const share = own.reduce((a, b) => a + b, 0) / sessions.length / (60 * minutes);
      // Nothing shorter than a design with two follow-ups or an exercise: they weigh more in a short talk.
      const slack = minutes < 45 ? 0.25 : 0.12;
      expect(Math.abs(share - PROFILES[role].sections[section] / 100), section).toBeLessThan(slack);
    }
  });
});

it('draws the same from the same seed, whatever the order of the candidates', () => {
  const plan = { role: 'applied', minutes: 45, seed: 11 } as const;
  expect(drawSession(plan, pool.toReversed())).toEqual(drawSession(plan, pool));
  expect(drawSession({ ...plan, seed: 12 }, pool)).not.toEqual(drawSession(plan, pool));
});

it('asks each role more of its own topics', () => {
  const shareOf = (role: (typeof ROLES)[number], topics: readonly string[]) => {
    const turns = seeds.flatMap((seed) => drawSession({ role, minutes: 45, seed }, pool));
    return turns.filter(({ topic }) => topics.includes(topic)).length / turns.length;
  };
  const visual = ['video', 'diffusion'];
  expect(shareOf('video', visual)).toBeGreaterThan(1.5 * shareOf('applied', visual));
  expect(shareOf('infrastructure', ['efficiency'])).toBeGreaterThan(
    1.5 * shareOf('research', ['efficiency']),
  );
});

it('takes hunts where there are some, and does without where there are none', () => {
  const plan = { role: 'applied', minutes: 60, seed: 5 } as const;
  const cards = seeds.flatMap((seed) =>
    drawSession({ ...plan, seed }, [...pool, ...hunts]).map(({ card }) => card),
  );
  expect(cards.filter((card) => card.startsWith('hunt:')).length).toBeGreaterThan(20);
});

it('leaves a section out that has nothing to ask', () => {
  const without = pool.filter(({ section }) => section !== 'code');
  const turns = drawSession({ role: 'research', minutes: 30, seed: 1 }, without);
  expect(turns.some(({ section }) => section === 'code')).toBe(false);
  expect(secondsOf(turns)).toBeGreaterThan(1740);
});

it('draws nothing from nothing', () => {
  expect(drawSession({ role: 'research', minutes: 30, seed: 1 }, [])).toEqual([]);
});

it('gives a miss in a follow-up a question that the course has', () => {
  const known = pool.map(({ card }) => card);
  for (const { steps } of chains) for (const { card } of steps) expect(known).toContain(card);
});
