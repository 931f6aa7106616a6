import { describe, expect, test } from 'vitest';
import type { JobName } from '../../../../src/engine/trained/jobs.ts';
import { readInput } from '../../../../src/engine/trained/read-input.ts';
import { inputs } from './inputs.ts';

const words = (count: number) => Array<string>(count).fill('a');
const example = { tokens: ['a'], label: 'x' };
const many = Array.from({ length: 17 }, (_, i) => ({ tokens: ['a'], label: `${i}` }));

describe('readInput', () => {
  test.each(Object.keys(inputs) as JobName[])(
    'lets a valid input pass as plain data: %s',
    (name) => {
      const given = { ...inputs[name], more: () => 'a function cannot be sent' };
      const plain = readInput(name, new Proxy(given, {}));
      expect(structuredClone(plain)).toEqual(inputs[name]);
    },
  );

  test('takes a tuned file', () => {
    const tuned = Uint8Array.of(1, 2);
    expect(readInput('classify', { ...inputs.classify, tuned })).toEqual({
      ...inputs.classify,
      tuned,
    });
  });

  test.each<[JobName, string, unknown]>([
    ['translate', 'tokens', []],
    ['translate', 'tokens', words(65)],
    ['translate', 'tokens', words(10_000)],
    ['translate', 'tokens', ['two words']],
    ['translate', 'tokens', ['x'.repeat(41)]],
    ['translate', 'tokens', 'a red circle'],
    ['translate', 'record', 1],
    ['answerByLevels', 'question', []],
    ['answerByLevels', 'sentences', []],
    ['answerByLevels', 'sentences', [[]]],
    ['answerByLevels', 'sentences', [words(65)]],
    ['answerByLevels', 'sentences', Array(65).fill(['it'])],
    ['answer', 'question', []],
    ['answer', 'question', words(65)],
    ['answer', 'paragraph', []],
    ['answer', 'paragraph', words(1025)],
    ['answer', 'record', undefined],
    ['classify', 'tokens', []],
    ['classify', 'tuned', [1, 2]],
    ['classify', 'record', null],
    ['finetune', 'examples', []],
    ['finetune', 'examples', [example, example]],
    ['finetune', 'examples', many],
    ['finetune', 'examples', [example, { ...example, label: '' }]],
    ['finetune', 'examples', [example, { ...example, label: 7 }]],
    ['finetune', 'examples', [example, { ...example, label: 'x'.repeat(41) }]],
    ['finetune', 'examples', [example, { label: 'y', tokens: [] }]],
    ['finetune', 'heldOut', []],
    ['finetune', 'heldOut', [{ tokens: ['a'], label: 'green' }]],
    ['finetune', 'mode', 'all'],
    ['finetune', 'learningRate', 0],
    ['finetune', 'learningRate', NaN],
    ['finetune', 'learningRate', 1],
    ['finetune', 'steps', 0],
    ['finetune', 'steps', 2001],
    ['finetune', 'steps', 1.5],
    ['finetune', 'batch', 0],
    ['finetune', 'batch', 65],
    ['finetune', 'rank', 0],
    ['finetune', 'rank', 17],
    ['finetune', 'seed', -1],
    ['lab-studio', 'prompt', 7],
    ['lab-studio', 'caption', 'x'.repeat(241)],
    ['lab-studio', 'steps', 0],
    ['lab-studio', 'steps', 51],
    ['lab-studio', 'guidance', -1],
    ['lab-studio', 'guidance', Infinity],
    ['lab-studio', 'seed', 1_000_000],
    ['lab-studio', 'size', '2x8x8'],
    ['lab-studio', 'each', 'all'],
  ])('%s refuses %s: %o', (name, field, value) => {
    const error = { name: 'JobError', field };
    const read = () => readInput(name, { ...inputs[name], [field]: value });
    expect(read).toThrow(expect.objectContaining(error) as Error);
  });

  test('refuses what is no input at all', () => {
    expect(() => readInput('translate', null)).toThrow('an object');
  });

  test('takes the most of everything', () => {
    const input = { ...inputs.answer, question: words(64), paragraph: words(1024) };
    expect(readInput('answer', input)).toEqual(input);
    const sixteen = many.slice(0, 16);
    const tuning = { ...inputs.finetune, examples: sixteen, heldOut: sixteen, steps: 2000 };
    expect(readInput('finetune', tuning)).toEqual(tuning);
  });
});
