import { describe, expect, it } from 'vitest';
import { grade } from '../../../../src/interview/grade.ts';
import { askStep, type StepText, type Taken } from '../../../../src/interview/mock/chains/chain.ts';
import { chains, findChain } from '../../../../src/interview/mock/chains/index.ts';
import { createRandom } from '../../../../src/model/random.ts';
import { chainTexts } from '../../../../src/strings/en/mock-chains.ts';
import { checkLine } from '../../content/arithmetic.ts';

type Values = Readonly<Record<string, number>>;

/** Shows what a prompt would be made of. */
const text: StepText = {
  title: '',
  prompt: (values, own) => JSON.stringify({ values, own }),
  hint: '',
  tests: '',
  why: '',
  slips: new Proxy({}, { get: (_, name) => String(name) }),
};

function ask(chain: string, step: number, seed: number, past: readonly Taken[] = []) {
  const question = askStep(findChain(chain), step, seed, past, text);
  const { values, own } = JSON.parse(question.prompt) as { values: Values; own: boolean };
  return { ...question, values, own };
}

/** The same numbers written another way: loops and sums in place of formulas. */
const independent: Readonly<Record<string, readonly ((values: Values) => number)[]>> = {
  cache: [
    ({ layers = 0, heads = 0, width = 0, tokens = 0 }) =>
      ['key', 'value'].length * repeat(layers, () => heads * width) * tokens * (16 / 8),
    // The drawn number of layers is told by the first step.
    ({ groups = 0, tokens = 0, layers = 0 }) => repeat(layers, () => 4 * groups * 128) * tokens,
    ({ room = 0, bytes = 0 }) => {
      let [fit, left] = [0, room * 1024 * 1024 * 1024];
      for (; left >= bytes; left -= bytes) fit += 1;
      return fit;
    },
  ],
  clip: [
    ({ frames = 0, height = 0, width = 0 }) => countCells(frames, height, width),
    ({ frames = 0, side = 0 }) => countCells(frames, side, side),
    ({ large = 0, small = 0 }) => Math.exp(2 * (Math.log(large) - Math.log(small))),
  ],
  stack: [
    ({ width = 0, inner = 0 }) => {
      const linear = (from: number, to: number) => (from + 1) * to;
      const norms = 2 * (width + width);
      return (
        repeat(4, () => linear(width, width)) + linear(width, inner) + linear(inner, width) + norms
      );
    },
    ({ width = 0, vocabulary = 0, layers = 0, layer = 0 }) =>
      repeat(layers, () => layer) + width * vocabulary,
    ({ parameters = 0 }) => (16 / 8 + 16 / 8 + 3 * (32 / 8)) * parameters,
  ],
  sampler: [
    ({ order = 0, steps = 0 }) => repeat(steps, () => repeat(order, () => 2)),
    ({ seconds = 0, calls = 0 }) => (60 * 60) / seconds / calls,
  ],
};

function repeat(times: number, valueOf: () => number): number {
  let sum = 0;
  for (let i = 0; i < times; i++) sum += valueOf();
  return sum;
}

/** Goes through a clip token by token: frame 1, then every fourth; a token each 16 pixels. */
function countCells(frames: number, height: number, width: number): number {
  let count = 0;
  for (let frame = 1; frame <= frames; frame += frame === 1 ? 1 : 4)
    for (let y = 0; y < height; y += 16) for (let x = 0; x < width; x += 16) count += 1;
  return count;
}

const cases = chains.flatMap((chain) =>
  chain.steps.map((step, at) => ({ chain, at, name: `${chain.id}, ${step.name}` })),
);
const seeds = Array.from({ length: 100 }, (_, i) => 104_729 * i + 7);

describe.each(cases)('$name', ({ chain, at }) => {
  const choices = chain.steps[at]?.choices ?? [undefined];
  const drawn = seeds.flatMap((seed) =>
    choices.map((chosen) => {
      const past: Taken[] = Array.from({ length: at }, (_, i) => ({
        given: 1000 * (i + 1) + (seed % 977),
        chosen: chain.steps[i]?.choices?.at(-1),
      }));
      return { seed, past: [...past, { chosen }], chosen };
    }),
  );

  it('agrees with a second computation, from whatever the reader answered and chose', () => {
    for (const { seed, past } of drawn) {
      const { values, answer } = ask(chain.id, at, seed, past);
      const layers = ask(chain.id, 0, seed).values.layers ?? 0;
      const second = independent[chain.id]?.[at]?.({ layers, ...values }) ?? NaN;
      expect(Math.abs(second - answer)).toBeLessThanOrEqual(1e-9 * Math.abs(answer));
    }
  });

  it('shows arithmetic that comes out, near the answer', () => {
    for (const { seed, past } of drawn) {
      const { working, answer } = ask(chain.id, at, seed, past);
      const last = working.map((line) => checkLine(line)).at(-1) ?? NaN;
      // How many fit is rounded down after the last line.
      expect(Math.abs(last - answer)).toBeLessThan(Math.max(1, 1e-4 * answer));
    }
  });

  it('takes no slip for the answer', () => {
    for (const { seed, past } of drawn) {
      const question = ask(chain.id, at, seed, past);
      for (const { answer: slip } of question.mistakes) {
        const verdict = grade(question, { kind: 'number', typed: String(slip) });
        expect(verdict.kind).toBe('wrong');
      }
    }
  });

  it('shows what was chosen', () => {
    for (const { seed, past, chosen } of drawn) {
      if (chosen === undefined) continue;
      expect(Object.values(ask(chain.id, at, seed, past).values)).toContain(chosen);
    }
  });
});

describe('going on', () => {
  const seed = 5;

  it('goes on with the reader’s own number, right or wrong', () => {
    const past = [{ given: 1 }, { given: 2 ** 30, chosen: 2 }];
    const { values, own, answer } = ask('cache', 2, seed, past);
    expect(values.bytes).toBe(2 ** 30);
    expect(own).toBe(true);
    expect(answer).toBe(values.room);
  });

  it('goes on with ours where the reader gave none, for what the reader chose', () => {
    const { values, own } = ask('cache', 2, seed, [{}, { chosen: 2 }]);
    expect(values.bytes).toBe(ask('cache', 1, seed, [{}, { chosen: 2 }]).answer);
    expect(own).toBe(false);
  });

  it.each([0, -4, 0.5, 1e30, NaN, Infinity])('does not go on with %s', (given) => {
    const past = [{}, { given, chosen: 4 }];
    expect(ask('cache', 2, seed, past)).toEqual(ask('cache', 2, seed, [{}, { chosen: 4 }]));
  });

  it('knows 2 groups at 32k tokens', () => {
    const { values, answer } = ask('cache', 1, seed, [{}, { chosen: 2 }]);
    const { layers = 0 } = ask('cache', 0, seed).values;
    expect(values.tokens).toBe(32_768);
    expect(answer).toBe(layers * 2 * 2 * 128 * 32_768 * 2);
  });

  it('names the steps that a chain has', () => {
    expect(() => ask('clip', 3, 1)).toThrow('chain clip: wanted a step from 0 to 2, got 3');
    expect(() => findChain('none')).toThrow('wanted one of cache, clip, stack, sampler, got none');
  });
});

describe.each(cases)('the texts of $name', ({ chain, at }) => {
  const own = chainTexts[chain.id]?.[at];

  it('are there, with a sentence for every slip and for each choice', () => {
    const step = chain.steps[at];
    if (!own || !step) throw new Error('no text');
    const drawn = chain.draw(createRandom(1));
    const { slips } = step.work({ drawn, chosen: step.choices?.[0] ?? 0, numbers: [5, 7] });
    expect(Object.keys(own.slips)).toEqual(Object.keys(slips));
    const hasChoice = own.choose !== undefined && own.option !== undefined;
    expect(hasChoice).toBe(step.choices !== undefined);
  });

  it('have a value for every number', () => {
    if (!own) throw new Error('no text');
    for (const seed of seeds)
      expect(askStep(chain, at, seed, [], own).prompt).not.toMatch(/NaN|undefined/);
  });
});
