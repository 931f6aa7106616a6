import './backend.ts';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { LETTERS, NORM_EPSILON, createRandom } from '../../../src/model/index.ts';
import { cellKey, cellsOf, evaluate, workOut } from '../../../src/model/steps/index.ts';
import type { Shapes } from '../../../src/model/steps/index.ts';
import { NORM_STEP_EPSILON } from '../../../src/model/steps/layer.ts';
import { lookup, reader } from './traces/support.ts';
import { traces } from './traces.ts';
import { stepTexts } from '../../../src/strings/en/steps/index.ts';

const all = traces();

describe.each(all)('$name', (traced) => {
  const { steps, tensors, sizes } = traced;
  const find = lookup(traced);
  const shapes: Shapes = (name) => find(name).shape;
  const read = reader(find);

  it('has one step a tapped tensor, in the order of the taps', () => {
    expect(steps.map(({ name }) => name)).toEqual(tensors.map(({ name }) => name));
  });

  it.each(steps)('$name', (step) => {
    const own = shapes(step.name);
    const letters = sizes(step.name);
    expect(own, 'shape').toEqual(step.shape.map((letter) => letters[letter]));
    const random = createRandom(own.length);
    for (let draw = 0; draw < 50; draw++) {
      const index = own.map((size) => Math.floor(random.uniform() * size));
      const explanation = step.explain(index, shapes);
      const value = read({ name: step.name, index });
      expect(Math.abs(evaluate(explanation, read) - value), `[${index.join()}]`).toBeLessThan(1e-5);
      const cells = cellsOf(explanation);
      expect(cells.every(({ name }) => step.inputs.includes(name))).toBe(true);
      expect(new Set(cells.map(cellKey)).size).toBe(cells.length);
      expect(cells.every((cell) => Number.isFinite(read(cell)))).toBe(true);
      expect(workOut(explanation, read).at(-1)?.result).toBe(evaluate(explanation, read));
    }
  });

  it('has formulas that KaTeX takes', () => {
    const macros = { '\\role': '\\htmlClass{role-#1}{#2}' };
    const strict = (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error');
    for (const { formula } of steps) {
      const html = katex.renderToString(formula, { macros, trust: true, strict });
      expect(html).toContain('class="katex"');
    }
  });
});

describe('steps and library', () => {
  it('have a text for every kind of step', () => {
    const kinds = new Set(all.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
    expect([...kinds].filter((kind) => !(kind in stepTexts))).toEqual([]);
  });

  it('have the same epsilon', () => {
    expect(NORM_STEP_EPSILON).toBe(NORM_EPSILON);
  });

  it('use letters of the table only', () => {
    const used = new Set(all.flatMap(({ steps }) => steps.flatMap(({ shape }) => shape)));
    expect([...used].filter((letter) => !(letter in LETTERS))).toEqual([]);
  });
});
