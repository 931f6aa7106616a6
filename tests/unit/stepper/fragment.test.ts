import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import { createRandom } from '../../../src/model/random.ts';
import {
  LONGEST,
  formatFragment,
  parseFragment,
} from '../../../src/components/stepper/fragment.ts';
import {
  headChoices,
  startState,
  stepNames,
  toJob,
} from '../../../src/components/stepper/state.ts';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import type { Model, State } from '../../../src/components/stepper/state.ts';
import { weightShapes } from '../../../src/components/stepper/weights.ts';
import { settingsOf } from './jobs.ts';

const attention = instrumentOf('attention');
const base = startState(attention, settingsOf());
const parse = (hash: string) => parseFragment('a', hash, attention, base);

/** Any state that a reader can reach. */
function anyState(model: Model, seed: number): State {
  const { uniform } = createRandom(seed);
  const whole = (size: number) => Math.floor(uniform() * size);
  const pick = <T>(list: readonly T[]): T => list[whole(list.length)] as T;
  const words = [
    'Upper',
    'a',
    'red+blue',
    '50%',
    '&x=1',
    '#',
    '红',
    '😀',
    'שלום',
    '<b>',
    'a.b',
    '\\',
    '"',
    ',',
  ];
  const text = () =>
    Array.from({ length: 1 + whole(3) }, () => pick(words)).join(pick([' ', '  ', '\n']));
  const width = pick(LIMITS.widths);
  const all = settingsOf({
    text: text(),
    source: text(),
    seed: whole(LIMITS.seed.max + 1),
    width,
    heads: pick(headChoices(width)),
    temperature: Math.round((0.1 + uniform() * 9.9) * 10) / 10,
    positions: uniform() < 0.5,
    causal: uniform() < 0.5,
    padding: whole(5),
    maskPadding: uniform() < 0.5,
    norm: pick(['post', 'pre']),
    time: whole(LIMITS.time.max + 1),
    frames: pick(LIMITS.frames),
    zero: uniform() < 0.5,
  });
  // What the model does not have, no link carries.
  const { settings: known } = instrumentOf(model);
  const settings = settingsOf(
    Object.fromEntries(Object.entries(all).filter(([key]) => known.some((one) => one === key))),
  );
  const weights = [...weightShapes(toJob(model, settings, []))];
  const cells = new Map(
    Array.from({ length: whole(4) }, () => {
      const [name, shape] = pick(weights);
      const index = shape.map((size) => whole(size));
      return [`${name},${index.join()}`, { name, index, value: (uniform() - 0.5) * 20 }];
    }),
  );
  return {
    settings,
    edits: [...cells.values()],
    step: pick(stepNames(instrumentOf(model), settings)),
    head: whole(settings.heads),
    view: pick(['map', 'table']),
    predict: uniform() < 0.5,
  };
}

test.each(['attention', 'encoder', 'decoder', 'dit-block'] as const)(
  'every state of %s survives a link',
  (model) => {
    const instrument = instrumentOf(model);
    const start = startState(instrument, settingsOf());
    for (let seed = 0; seed < 400; seed++) {
      const state = anyState(model, seed);
      const parsed = parseFragment('a', formatFragment('a', instrument, state), instrument, start);
      expect(parsed).toEqual({ state, ignored: [], found: true });
    }
  },
);

test('a link reads well', () => {
  const fragment = formatFragment('attention', attention, { ...base, step: 'attention.scores' });
  expect(fragment).toMatch(/^#attention\.text=a\+small\+red\+circle\+moves&attention\.seed=7&/);
  expect(fragment).toMatch(/&attention\.step=attention\.scores$/);
});

test('the end of a step’s name will do', () => {
  expect(parse('#a.step=scores').state.step).toBe('attention.scores');
  expect(parse('#a.step=').state.step).toBe(base.step);
});

test('a heading anchor gives way to the state', () => {
  expect(formatFragment('a', attention, base, '#heading')).toBe(
    formatFragment('a', attention, base),
  );
});

test('steppers share an address', () => {
  const one = formatFragment('one', attention, base);
  const both = formatFragment('two', attention, base, one);
  expect(parseFragment('one', both, attention, base).found).toBe(true);
  expect(parseFragment('two', both, attention, base).found).toBe(true);
  expect(formatFragment('one', attention, base, both).match(/one\.seed/g)).toHaveLength(1);
});

test.each(['', '#', '#why-divide', '#b.text=x', '#ax.text=no', '#text=x', '#a', '#=&=&'])(
  'the fragment "%s" says nothing to this stepper',
  (hash) => {
    expect(parse(hash)).toEqual({ state: base, ignored: [], found: false });
  },
);

describe('hostile values are left out, with a reason', () => {
  const long = 'x '.repeat(5000);
  test.each([
    ['a.seed=NaN', 'whole number'],
    ['a.seed=1e3', 'whole number'],
    ['a.seed=-1', 'whole number'],
    ['a.seed=1.5', 'whole number'],
    ['a.seed=1000000', 'whole number'],
    ['a.seed=99999999999999999999', 'whole number'],
    ['a.seed=', 'whole number'],
    ['a.seed', 'whole number'],
    ['a.width=1e999', 'one of'],
    ['a.width=Infinity', 'one of'],
    ['a.width=7', 'one of'],
    ['a.heads=3', 'one of'],
    ['a.temperature=0', 'number from'],
    ['a.temperature=1e999', 'number from'],
    ['a.temperature=NaN', 'number from'],
    ['a.padding=5', 'one of'],
    ['a.causal=true', 'one of on, off'],
    ['a.norm=constructor', 'one of post, pre'],
    ['a.text=', 'no token'],
    ['a.text=+++', 'no token'],
    [`a.text=${'x+'.repeat(25)}`, '25 tokens'],
    [`a.text=${encodeURIComponent(long)}`, '10,000 characters'],
    [`a.text=${'y'.repeat(41)}`, '41 characters'],
    ['a.text=%E0%A4%A', 'not readable'],
    ['a.step=<script>alert(1)</script>', 'no such step'],
    ['a.step=attention.mask', 'no such step'],
    ['a.head=2', 'from 1 to 1'],
    ['a.view=3d', 'one of map, table'],
    ['a.predict=1', 'one of on, off'],
    ['a.__proto__=x', 'not a setting'],
    ['a.toString=x', 'not a setting'],
    ['a.=x', 'not a setting'],
    ['a.edit=nothing,0,0,1', 'no such weight'],
    ['a.edit=attention.query.weight,0,8,1', 'no such weight'],
    ['a.edit=attention.query.weight,0,1', 'no such weight'],
    ['a.edit=attention.query.weight,-1,0,1', 'no such weight'],
    ['a.edit=attention.query.weight,0,0,NaN', 'not a number'],
    ['a.edit=attention.query.weight,0,0,1e999', 'not a number'],
    ['a.edit=__proto__,0,0,1', 'no such weight'],
  ])('%.60s', (segment, why) => {
    const parsed = parse(`#${segment}`);
    expect(parsed.state).toEqual(base);
    expect(parsed.ignored).toHaveLength(1);
    expect(parsed.ignored[0]?.why).toContain(why);
    expect(parsed.ignored[0]?.what.length).toBeLessThanOrEqual(60);
  });
});

test('a fragment without an end is not read', () => {
  const { state, ignored } = parse(`#a.text=${'x'.repeat(LONGEST)}`);
  expect(state).toEqual(base);
  expect(ignored[0]?.why).toContain('characters');
});

test('good values beside bad ones are taken, the first of two counts', () => {
  const { state, ignored } = parse('#a.seed=3&a.seed=4&a.width=16&a.heads=NaN');
  expect([state.settings.seed, state.settings.width, state.settings.heads]).toEqual([3, 16, 1]);
  expect(ignored.map(({ what }) => what)).toEqual(['seed=4', 'heads=NaN']);
});

test('heads that do not divide the width give way', () => {
  const { state, ignored } = parse('#a.width=4&a.heads=8');
  expect([state.settings.width, state.settings.heads]).toEqual([4, 4]);
  expect(ignored[0]?.why).toContain('1, 2, 4');
});

test('steps and heads are judged by the settings of the same link', () => {
  const { state, ignored } = parse('#a.step=attention.mask&a.head=4&a.causal=on&a.heads=4');
  expect([state.step, state.head, ignored]).toEqual(['attention.mask', 3, []]);
});

test('no more edits than the engine takes', () => {
  const edits = Array.from({ length: 70 }, (_, i) =>
    [0, 1, 2, 3].map((c) => `a.edit=embedding.table,${i % 5},${c},${i}`),
  ).flat();
  const wide = Array.from(
    { length: 257 },
    (_, i) => `a.edit=attention.query.weight,${Math.floor(i / 64)},${i % 64},1`,
  );
  expect(parse(`#${edits.join('&')}`).state.edits).toHaveLength(20);
  const { state, ignored } = parse(`#a.width=64&${wide.join('&')}`);
  expect(state.edits).toHaveLength(LIMITS.edits.max);
  expect(ignored).toHaveLength(1);
});
