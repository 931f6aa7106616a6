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
