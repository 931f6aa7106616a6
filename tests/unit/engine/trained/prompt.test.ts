import { expect, test } from 'vitest';
import { promptProblems } from '../../../../src/engine/trained/prompt.ts';
import { promptStrings } from '../../../../src/strings/en/prompt.ts';

test.each([
  ['a small red circle moves right above a blue square', []],
  ['', []],
  ['a red zircle', []],
  ['a red blue circle', ['contradiction']],
  ['a red zircle and a red blue circle', ['contradiction']],
  ['a circle moves', ['direction']],
  ['red', []],
  ['there is a', ['nothing']],
  ['a red circle and a blue square and a green ring', ['too many']],
  ['a red circle above', ['alone']],
  ['a red circle above and below a blue square', ['relations']],
  ['a red circle at the top is below a blue square', ['places']],
  ['a red circle above a red circle', ['same']],
  ['a red circle moves up above a blue square that moves down', ['two move']],
])('%s', (text, kinds) => {
  const problems = promptProblems(text);
  expect(problems.map(({ kind }) => kind)).toEqual(kinds);
  const told = problems.map((problem) => promptStrings.problem(problem));
  expect(new Set(told).size).toBe(problems.length);
  expect(told.join()).not.toContain('undefined');
});

test('a contradiction names what contradicts', () => {
  const [problem] = promptProblems('a red blue circle');
  const text = 'One thing cannot be red and blue at once: it has one color.';
  expect(problem && promptStrings.problem(problem)).toBe(text);
});
