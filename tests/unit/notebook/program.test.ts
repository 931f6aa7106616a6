import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compose } from '../../../src/notebook/program.ts';
import { placeOf } from '../../../src/notebook/trace.ts';
import { prepare } from '../../../src/notebook/typescript/prepare.ts';

const RUNTIME = 'first();\r\nsecond();\nthird("\u2028");';

test('the program is one script that hands over the code as an async function', async () => {
  const { text } = compose('let body; const __cell = (given) => { body = given; };', {
    code: 'return await 42',
  });
  expect(await runInNewContext(`${text}; body();`)).toBe(42);
});

test('lines of the program lead back to the lines of the reader', () => {
  const program = compose(RUNTIME, { code: 'a\nb' });
  const first = program.text.split(/\r\n|[\n\u2028]/).indexOf('a') + 1;
  expect(program.place(first, 1)).toEqual({ line: 1, column: 1 });
  expect(program.place(first + 1, 7)).toEqual({ line: 2, column: 7 });
  expect(program.place(first - 1, 1)).toBeUndefined();
  expect(program.place(first + 2, 1)).toBeUndefined();
});

test('columns behind an inserted return are moved back', () => {
  const program = compose('', prepare('x;\ny.z()'));
  const line = program.text.split('\n').indexOf('return y.z()') + 1;
  expect(program.place(line, 8)).toEqual({ line: 2, column: 1 });
  expect(program.place(line, 10)).toEqual({ line: 2, column: 3 });
});

test.each([
  ['Chromium', 'Error: x\n    at f (blob:null/1:1:9)\n    at async blob:null/1:4:7'],
  ['Firefox', 'f@blob:null/1:1:9\n@blob:null/1:4:7\n'],
  ['Safari', 'f@blob:null/1:1:9\n[native code]\n@blob:null/1:4:7'],
])('the innermost frame of the reader is found: %s', (_browser, stack) => {
  const program = compose('a\nb', { code: 'c\nd' });
  expect(placeOf(stack, program)).toEqual({ line: 1, column: 7 });
  expect(placeOf('no frames', program)).toBeUndefined();
});
