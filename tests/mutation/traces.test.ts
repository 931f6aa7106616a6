import '../unit/model/backend.ts';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/model/index.ts';
import { evaluate } from '../../src/model/steps/index.ts';
import { lookup, reader } from '../unit/model/traces/support.ts';
import type { Traced } from '../unit/model/traces/support.ts';
import { ofTopic } from './topics.ts';

/**
 * `steps.test.ts` traces and lists steps while tests are collected, where Stryker does not see which
 * test runs what. Here the same happens inside of tests, a topic each.
 */
const files = import.meta.glob<Record<string, () => Traced[]>>('../unit/model/traces/*.ts', {
  eager: true,
});

describe.each(ofTopic(files, 'Traces'))('%s', (_, traces) => {
  it('explain what was traced', () => {
    for (const traced of traces()) check(traced);
  });
});

function check(traced: Traced): void {
  const { name, steps, tensors, sizes } = traced;
  const read = reader(lookup(traced));
  const shapes = (tensor: string) => lookup(traced)(tensor).shape;
  expect(steps.map((step) => step.name)).toEqual(tensors.map((tensor) => tensor.name));
  for (const step of steps) {
    const own = shapes(step.name);
    expect(own).toEqual(step.shape.map((letter) => sizes(step.name)[letter]));
    const random = createRandom(own.length);
    for (let draw = 0; draw < 10; draw++) {
      const index = own.map((size) => Math.floor(random.uniform() * size));
      const gap = evaluate(step.explain(index, shapes), read) - read({ name: step.name, index });
      expect(Math.abs(gap), `${name}: ${step.name}[${index.join()}]`).toBeLessThan(1e-5);
    }
  }
}
