import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, test } from 'vitest';
import { begin } from '../../../src/components/stepper/begin.ts';
import { caseLink } from '../../../src/components/stepper/case-link.ts';
import { parseFragment } from '../../../src/components/stepper/fragment.ts';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import {
  caseOf,
  microscopeNames,
  microscopes,
} from '../../../src/components/stepper/microscopes.ts';
import type { Microscope } from '../../../src/components/stepper/microscopes.ts';
import { recordOf } from '../../../src/components/stepper/shown.ts';
import { runJob } from '../../../src/engine/run.ts';
import { DEFAULTS, startState, toJob } from '../../../src/components/stepper/state.ts';
import { labPages } from '../../../src/content/course.ts';
import { microscopeStrings } from '../../../src/strings/en/microscopes.ts';
import { digest } from '../labs/digest.ts';

function compute(microscope: Microscope, name: string) {
  const { settings, step } = caseOf(microscope, name);
  return begin(runJob, microscope.model, settings, step);
}

describe.each(microscopeNames)('the microscope %s', (name) => {
  const microscope = microscopes[name];
  const cases = Object.keys(microscope.cases);
  const instrument = instrumentOf(microscope.model);

  test('has a page, begins with the case that says nothing, and names every case', () => {
    expect(labPages).toContain(`labs/${name}`);
    expect(microscope.cases.first).toEqual({});
    expect(Object.keys(microscopeStrings.cases[name])).toEqual(cases);
  });

  test.each(cases)('case %s: a link says it, whatever stood there', (one) => {
    const { shown, step } = compute(microscope, one);
    const other = startState(instrument, { ...DEFAULTS, text: 'another', source: 'one' });
    const read = parseFragment(microscope.id, caseLink(microscope, one), instrument, other);
    expect(read.ignored).toEqual([]);
    expect(read.state.step).toBe(step.name);
    expect(toJob(microscope.model, read.state.settings, [])).toEqual(shown.job);
  });

  test.each(cases)('case %s: its numbers and its sentence', async (one) => {
    const { shown, step } = compute(microscope, one);
    const sentence = step.sentence(shown, 0);
    expect(sentence).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
    const { shape, data } = recordOf(shown, step.name);
    const seen = { step: step.name, sentence, result: { shape, ...(digest({ data }) as object) } };
    await expect(`${JSON.stringify(seen, null, 2)}\n`).toMatchFileSnapshot(
      `snapshots/${name}.${one}.json`,
    );
  });
});

describe('what the names of cases say is so', () => {
  const dataOf = (name: keyof typeof microscopes, one: string) => {
    const { shown, step } = compute(microscopes[name], one);
    return { shown, result: recordOf(shown, step.name).data };
  };

  test('at zero modulation the block is the identity', () => {
    const { shown, result } = dataOf('dit-block', 'zero');
    expect(result).toEqual(recordOf(shown, 'x').data);
  });

  test('the causal mask hides the future, and without it the future is seen', () => {
    const ahead = (pattern: ArrayLike<number>, T: number) =>
      Array.from(pattern).filter((_, i) => i % T > Math.floor(i / T) % T);
    const T = microscopes['decoder-layer'].settings.text.length;
    const { result: hidden } = dataOf('decoder-layer', 'causal');
    const { result: seen } = dataOf('decoder-layer', 'leak');
    expect(ahead(hidden, T).every((weight) => weight === 0)).toBe(true);
    expect(ahead(seen, T).every((weight) => weight > 0)).toBe(true);
  });

  test('time and caption move what they are said to move', () => {
    const { result: first } = dataOf('dit-block', 'first');
    for (const one of ['noise', 'data']) {
      expect(dataOf('dit-block', one).result).not.toEqual(first);
    }
  });
});

test('a step that is not there is refused, with those that are', () => {
  const { model, settings } = microscopes['encoder-layer'];
  expect(() => begin(runJob, model, settings, 'patern')).toThrow(
    /no step "patern", only .*pattern/,
  );
});
