import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compose } from '../../../src/notebook/program.ts';
import { placeOf } from '../../../src/notebook/trace.ts';
import { prepare } from '../../../src/notebook/typescript/prepare.ts';

/** Hands the cell to the test. */
const HOLD = 'let body; const __cell = (given) => { body = given; };';
const RUNTIME = 'first();\r\nsecond();\nthird("\u2028");';

test('the program is one script that hands over the code as an async function', async () => {
  const { text } = compose(HOLD, [prepare('await 42')]);
  expect(await runInNewContext(`${text}; body();`)).toMatchObject([42]);
});

test('lines of the program lead back to the lines of the reader', () => {
  const program = compose(RUNTIME, [{ code: 'a\nb' }]);
  const first = program.text.split(/\r\n|[\n\u2028]/).indexOf('a') + 1;
  expect(program.place(first, 1)).toEqual({ step: 0, line: 1, column: 1 });
  expect(program.place(first + 1, 7)).toEqual({ step: 0, line: 2, column: 7 });
  expect(program.place(first - 1, 1)).toBeUndefined();
  expect(program.place(first + 2, 1)).toBeUndefined();
});

test('columns behind what was inserted are moved back', () => {
  const program = compose('', [prepare('x;\ny.z()')]);
  const line = program.text.split('\n').indexOf('__value=y.z()') + 1;
  expect(program.place(line, 9)).toMatchObject({ line: 2, column: 1 });
  expect(program.place(line, 11)).toMatchObject({ line: 2, column: 3 });
});

/** Runs cells one after the other and gives their values. */
async function runAll(...codes: string[]): Promise<unknown[]> {
  const { text } = compose(HOLD, codes.map(prepare));
  const values: unknown[] = [];
  type Body = () => Promise<readonly [unknown, Body?]>;
  let next = runInNewContext(`${text}; body`) as Body | undefined;
  while (next) {
    const [value, following]: Awaited<ReturnType<Body>> = await next();
    values.push(value);
    next = following;
  }
  return values;
}

test('a cell sees what those above it define, by any kind of declaration', async () => {
  const first = `const a = 1; let b: number = 2; var c = 3;
function d() { return 4; } class E { f = 5 } const { g, h: [i] } = { g: 6, h: [7] };`;
  const second = 'b += 10; [a, b, c, d(), new E().f, g, i]';
  expect(await runAll(first, second, 'b')).toEqual([undefined, [1, 12, 3, 4, 5, 6, 7], 12]);
});

test('a cell may use a name again; those above keep theirs', async () => {
  const first = 'const x = 1; const f = () => x; function g() { return 1; }';
  const second = 'const x = 2; function g() { return 2; } [x, f(), g()]';
  expect(await runAll(first, second, 'var x = 3; [x, f(), g()]')).toEqual([
    undefined,
    [2, 1, 2],
    [3, 1, 2],
  ]);
});

test('the value is that of the last expression, of several with commas the last one', async () => {
  expect(await runAll('1, 2', 'x => x, (3, 4)', 'const a = 5', 'a // five')).toEqual([
    2,
    4,
    undefined,
    5,
  ]);
});

test('a place is told in the cell that it lies in', () => {
  const program = compose('a\nb', [{ code: 'first\nline' }, { code: 'second' }, { code: 'third' }]);
  const lines = program.text.split('\n');
  for (const [text, step, line] of [
    ['first', 0, 1],
    ['line', 0, 2],
    ['second', 1, 1],
    ['third', 2, 1],
  ] as const) {
    expect(program.place(lines.indexOf(text) + 1, 4)).toEqual({ step, line, column: 4 });
  }
});

test.each([
  ['Chromium', 'Error: x\n    at f (blob:null/1:1:9)\n    at async blob:null/1:4:7'],
  ['Firefox', 'f@blob:null/1:1:9\n@blob:null/1:4:7\n'],
  ['Safari', 'f@blob:null/1:1:9\n[native code]\n@blob:null/1:4:7'],
])('the innermost frame of the reader is found: %s', (_browser, stack) => {
  const program = compose('a\nb', [{ code: 'c\nd' }]);
  expect(placeOf(stack, program)).toEqual({ step: 0, line: 1, column: 7 });
  expect(placeOf('no frames', program)).toBeUndefined();
});
