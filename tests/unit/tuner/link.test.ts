import { expect, test } from 'vitest';
import { followLink, linkOf } from '../../../src/components/tuner/link.ts';
import { RATES, START } from '../../../src/components/tuner/runs.ts';

test('settings as at first need no link, and a link that says nothing brings none', () => {
  expect(linkOf('tuner', START)).toBe('#');
  expect(followLink('tuner', '#other.seed=2')).toBeUndefined();
});

test('a link brings back what it was made of', () => {
  for (const settings of [
    { ...START, seed: 7 },
    { ...START, mode: 'lora', rank: 8, learningRate: 0.002, steps: 50 },
    { ...START, mode: 'frozen', learningRate: RATES.frozen, task: 'own', count: 1000 },
    { ...START, mode: 'frozen', learningRate: START.learningRate },
  ] as const) {
    expect(followLink('tuner', linkOf('tuner', settings))).toEqual({ settings, leftOut: [] });
  }
});

test.each(['steps=0', 'steps=2.5', 'steps=', 'rank=99', 'mode=all', 'count=51', 'seed=%', 'x=1'])(
  'what does not fit is as at first, and is told: %s',
  (segment) => {
    const link = followLink('tuner', `#tuner.${segment}`);
    const [name = '', text = ''] = segment.split('=');
    expect(link?.settings).toEqual(START);
    expect(link?.leftOut).toHaveLength(1);
    expect(link?.leftOut[0]).toContain(segment === 'x=1' ? `“${name}”` : `“${name}=${text}”`);
  },
);
