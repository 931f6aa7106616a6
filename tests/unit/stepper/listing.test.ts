import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import { kerasSpotOf } from '../../../src/components/stepper/keras-spot.ts';
import { codeKey } from '../../../src/components/stepper/listing-key.ts';
import {
  cutFunction,
  cutPython,
  litLine,
  markedLine,
  withoutMarker,
} from '../../../src/components/stepper/listing.ts';
import { firstByKey, variantsOf } from '../../../src/components/stepper/variants.ts';
import { toJob } from '../../../src/components/stepper/state.ts';
import { settingsOf } from './jobs.ts';

const source = `import x from 'x';

export function first(a: number): number {
  const b = tap('scores', a);
  return tap('x', b);
}

function second() {
  tap('x2', 0);
  if (a) return tap('x', 1);
  return tap('x', 2);
}
`;

test('a function is cut from its head to its brace, with its line numbers', () => {
  const { from, lines } = cutFunction(source, 'second', 's.ts');
  expect([from, lines.length, lines[0], lines.at(-1)]).toEqual([8, 5, 'function second() {', '}']);
  expect(() => cutFunction(source, 'sec', 's.ts')).toThrow('sec');
});

test('the line of a tap: the first, the last, or none', () => {
  const second = cutFunction(source, 'second', 's.ts');
  expect([litLine(second, 'x'), litLine(second, 'x', true), litLine(second, 'score')]).toEqual([
    2, 3, -1,
  ]);
});

test('a Python function ends where its indentation does; its markers are found and hidden', () => {
  const python = 'def f(a):\n    b = a  # step: b\n    return b\n\n\ndef g():\n    pass\n';
  const listing = cutPython(python, 'f', 'f.py');
  expect(listing.lines).toEqual(['def f(a):', '    b = a  # step: b', '    return b']);
  expect([markedLine(listing, 'b'), markedLine(listing, 'a')]).toEqual([1, -1]);
  expect(withoutMarker('    b = a  # step: ffn.b')).toBe('    b = a');
});

describe.each(['attention', 'encoder', 'decoder', 'dit-block'] as const)('%s', (model) => {
  const variants = variantsOf(instrumentOf(model), toJob(model, settingsOf(), []));
  const spots = [...firstByKey(variants, ({ step }) => codeKey(step.spot))];

  test.each(spots)('%s lights the line that taps it', (_, { step }) => {
    const { file, name, tap, last, line } = step.spot;
    const text = readFileSync(`src/model/${file}.ts`, 'utf8');
    const listing = cutFunction(text, name, file);
    expect(listing.lines[litLine(listing, tap, last, line)]).toContain(line ?? `tap('${tap}'`);
  });

  test.each(spots.filter(([key]) => !key.startsWith('embedding')))(
    '%s has a line in Keras',
    (_, { step, job }) => {
      const { file, name, tap } = kerasSpotOf(step, job);
      const listing = cutPython(
        readFileSync(`src/content/listings/${file}.py`, 'utf8'),
        name,
        file,
      );
      expect(markedLine(listing, tap)).toBeGreaterThan(0);
    },
  );
});
