import { describe, expect, it } from 'vitest';
import { channelNormStep } from '../../../../src/model/steps/video-conv.ts';
import { evaluate } from '../../../../src/model/steps/index.ts';

describe('the step of the channel norm', () => {
  const step = channelNormStep('norm', 'N', { name: 'x', symbol: 'X' });
  const norm = (x: number) =>
    evaluate(
      step.explain([0, 0, 0, 1], () => [1, 1, 1, 2]),
      ({ name }) => (name === 'x' ? x : 3),
    );

  it('adds the epsilon, as small numbers show', () => {
    expect(norm(0)).toBe(0);
    expect(norm(1e-3)).toBeCloseTo(3 / Math.SQRT2, 10);
    expect(norm(1e3)).toBeCloseTo(3, 10);
  });
});
