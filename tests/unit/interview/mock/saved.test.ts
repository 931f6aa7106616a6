import { describe, expect, it } from 'vitest';
import { standAt } from '../../../../src/interview/mock/run.ts';
import {
  comeBack,
  readSaved,
  writeSaved,
  type Saved,
} from '../../../../src/interview/mock/saved.ts';
import { turnOf } from './support.ts';

const saved: Saved = {
  plan: { role: 'video', minutes: 45, seed: 12 },
  turns: [turnOf('question:a'), turnOf('question:b', { follow: { chain: 'cache', step: 1 } })],
  moves: [
    { kind: 'begun', at: 1000 },
    { kind: 'shown', at: 2000, said: 'what I “said”' },
    { kind: 'answered', at: 3000, right: 0.5, said: 'x', given: 2 ** 30, chosen: 4 },
    { kind: 'away', at: 4000, until: 9000 },
  ],
  seen: 9000,
  draft: { turn: 0, words: 'half', typed: ['1', ''], picked: [null, 2] },
};

it('what is kept is what is read', () => {
  expect(readSaved(writeSaved(saved))).toEqual({ version: 1, ...saved });
});

it.each([
  ['no JSON', '{'],
  ['another version', writeSaved(saved).replace('"version":1', '"version":2')],
  ['a part that is not known', writeSaved(saved).replace('"explain"', '"dance"')],
  ['a move that is not known', writeSaved(saved).replace('"shown"', '"shone"')],
  ['more than all right', writeSaved(saved).replace('0.5', '5')],
  ['no turns', writeSaved({ ...saved, turns: [] })],
])('%s is no session', (_, text) => {
  expect(readSaved(text)).toBeUndefined();
});

describe('coming back', () => {
  const begun: Saved = { ...saved, moves: [{ kind: 'begun', at: 0 }], seen: 5000 };

  it('is in a pause that counts once, with the time away', () => {
    const back = comeBack(begun, 65_000);
    const standing = standAt(back, 70_000);
    expect(standing).toMatchObject({ paused: true, pauses: 1, spent: 5000 });
    expect(standing).toMatchObject({ away: 60_000, stood: 65_000 });
    expect(back.seen).toBe(65_000);
  });

  it('in a pause does not count it again', () => {
    const paused = { ...begun, moves: [...begun.moves, { kind: 'paused', at: 2000 } as const] };
    expect(standAt(comeBack(paused, 65_000), 65_000)).toMatchObject({ pauses: 1, spent: 2000 });
  });

  it('before one went counts nothing', () => {
    expect(standAt(comeBack(begun, 1000), 5000)).toMatchObject({ away: 0, spent: 5000 });
  });
});
