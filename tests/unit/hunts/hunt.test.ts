import { expect, it } from 'vitest';
import { readExhibit, readSymptom } from '../../../src/notebook/hunt/exhibit.ts';
import { huntOf, lineOfBug } from '../../../src/notebook/hunt/hunt.ts';
import { gather, seeSymptom } from '../../../src/notebook/hunt/investigate.ts';
import type { Answer, Program } from '../../../src/notebook/judge/session.ts';
import type { Value } from '../../../src/notebook/judge/value.ts';

const grid = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) });

it('finds the one line that differs, and complains of none or two', () => {
  expect(lineOfBug('a\nb\nc', 'a\nx\nc\n')).toBe(2);
  expect(() => lineOfBug('a\nb', 'a\nb')).toThrow('wanted one line that differs, got none');
  expect(() => lineOfBug('a\nb', 'x\ny')).toThrow('got lines 1, 2');
  expect(() => lineOfBug('a\nb', 'a\nx\ny')).toThrow('2 and 3 lines');
});

it('reads each kind of exhibit', () => {
  const common = { title: 'A title', says: 'It says.' };
  const map = { kind: 'map', ...common, values: grid([1, 2], 3, 4), columns: ['a', 'b'] };
  expect(readExhibit(map)).toMatchObject({ kind: 'map', columns: ['a', 'b'], rows: undefined });
  const curve = { kind: 'curve', ...common, xLabel: 'step', curves: { loss: grid([2], 1, 0) } };
  expect(readExhibit(curve)).toMatchObject({ curves: [{ name: 'loss' }], x: undefined });
  const table = { kind: 'table', ...common, head: ['a'], rows: [['1'], ['2']] };
  expect(readExhibit(table)).toMatchObject({ rows: [['1'], ['2']] });
  expect(readSymptom({ seen: false, says: 'Gone.' })).toEqual({ seen: false, says: 'Gone.' });
});

const common = { title: 'A title', says: 'It says.' };
it.each<[Value, string]>([
  [undefined, 'an object; got nothing'],
  [grid([1], 1), 'an object'],
  [{ kind: 'map', ...common, values: grid([2], 1, 2) }, 'two dimensions'],
  [{ kind: 'map', ...common, values: grid([1, 2], 1, 2), rows: ['a', 'b'] }, '1 texts in `rows`'],
  [
    { kind: 'curve', ...common, xLabel: '', curves: { loss: grid([1, 1], 1) } },
    'a list of numbers',
  ],
  [
    { kind: 'curve', ...common, xLabel: '', x: grid([1], 1), curves: { loss: grid([2], 1, 2) } },
    'as many numbers',
  ],
  [{ kind: 'table', ...common, head: ['a'], rows: [['1', '2']] }, 'rows of 1 texts'],
  [{ kind: 'table', ...common, head: 'a', rows: [] }, 'a list in `head`'],
  [{ kind: 'picture', ...common }, '`kind`'],
  [{ kind: 'table', title: 1, says: '' }, 'a text in `title`'],
])('refuses %#', (value, wanted) => {
  expect(() => readExhibit(value)).toThrow(wanted);
});

const hunt = huntOf({
  id: 'one',
  checks: { entry: 'f', parameters: [], cases: [], properties: [] },
  wrong: [{ id: 'other', says: 'Other.', code: 'other' }],
  broken: 'broken',
  fixed: 'fixed',
  reference: 'reference',
  evidence: ['one', 'two'],
  evidenceCode: 'const secret = 1;',
});

it('takes the broken code for a wrong repair with a name', () => {
  expect(hunt.wrong.map(({ id, code }) => [id, code])).toEqual([
    ['unmended', 'broken'],
    ['other', 'other'],
  ]);
  expect([hunt.stub, hunt.solution]).toEqual(['broken', 'fixed']);
});

it('measures in a session of its own, closes it, and tells what stopped', async () => {
  const opened: Program[] = [];
  const asked: unknown[] = [];
  let closed = 0;
  const stop: Answer = { kind: 'thrown', name: 'Error', message: 'no' };
  const open = (programs: readonly Program[]) => {
    opened.push(...programs);
    return Promise.resolve({
      call: (_: number, [name]: readonly Value[]) => {
        asked.push(name);
        const value: Value = name === 'symptom' ? { seen: true, says: 'Yes.' } : undefined;
        return Promise.resolve<Answer>(
          name === 'two' ? stop : { kind: 'value', value, milliseconds: 0 },
        );
      },
      close: () => (closed += 1),
    });
  };
  expect(await seeSymptom(hunt, 'mine', open)).toEqual({ seen: true, says: 'Yes.' });
  expect(await gather(hunt, 'mine', 'two', open)).toEqual({ kind: 'stopped', answer: stop });
  expect(asked).toEqual(['symptom', 'two']);
  expect(opened).toMatchObject([
    { code: 'mine', entry: 'f' },
    { code: 'mine', entry: 'f' },
  ]);
  expect(opened[0]?.call).toContain('const secret = 1;');
  await expect(gather(hunt, 'mine', 'one', open)).rejects.toThrow('an object');
  expect(closed).toBe(3);
});
