import '../backend.ts';
import { describe, expect, it } from 'vitest';
import { gridPositions } from '../../../../src/model/index.ts';
import { ditSteps, evaluate } from '../../../../src/model/steps/index.ts';

describe.each([6, 8, 14, 20])('the cells of grid positions, width %i', (D) => {
  it('are explained as they are computed', () => {
    const [frames, rows, columns] = [2, 3, 4];
    const steps = ditSteps({
      name: 'dit',
      layers: 1,
      heads: 1,
      grid: [frames, rows, columns],
      attention: 'joint',
      time: 0,
    } as unknown as Parameters<typeof ditSteps>[0]);
    const step = steps.find(({ kind }) => kind === 'gridPositions');
    const data = gridPositions({ frames, rows, columns }, D).dataSync();
    data.forEach((value, cell) => {
      const index = [Math.floor(cell / D), cell % D];
      const explanation = step?.explain(index, () => [frames * rows * columns, D]);
      const got = explanation && evaluate(explanation, () => NaN);
      expect(got, `[${index.join()}]`).toBeCloseTo(value, 6);
    });
  });
});

it('blocks take turns: within a frame, over time, within a frame', () => {
  const steps = ditSteps({
    name: 'dit',
    tokens: 'patches',
    layers: 4,
    heads: 1,
    grid: [2, 3, 4],
    attention: 'factorised',
    time: 0,
  });
  const shapes = [0, 1, 2, 3].map((layer) =>
    steps
      .find(({ name }) => name === `dit.blocks.${layer}.self.query`)
      ?.shape.slice(0, 2)
      .join(),
  );
  expect(shapes).toEqual(['N,W', 'W,N', 'N,W', 'W,N']);
});
