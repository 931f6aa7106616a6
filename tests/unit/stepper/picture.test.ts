import { describe, expect, test } from 'vitest';
import { short } from '../../../src/components/matrix/numbers.ts';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import { pictureOf } from '../../../src/components/stepper/picture.ts';
import { sliceOfStep } from '../../../src/components/stepper/probe.ts';
import { sceneOf } from '../../../src/components/stepper/scene.ts';
import { recordOf } from '../../../src/components/stepper/shown.ts';
import type { Shown } from '../../../src/components/stepper/shown.ts';
import { findStep } from '../../../src/components/stepper/state.ts';
import type { Model, Settings } from '../../../src/components/stepper/state.ts';
import { INK } from '../picture/ink.ts';
import { parseXml, textsOf } from '../picture/xml.ts';
import { shownOf, withEdits } from './jobs.ts';

interface Seen {
  readonly head?: number;
  readonly pointed?: { readonly row: number; readonly column: number };
}

function draw(model: Model, shown: Shown, end: string, { head = 0, pointed }: Seen = {}): string {
  const found = findStep(
    shown.steps.map(({ name }) => name),
    end,
  );
  const step = shown.steps.find(({ name }) => name === found);
  if (!step) throw new Error(end);
  const place = pointed && { step: step.name, place: pointed };
  const instrument = instrumentOf(model);
  const view = { instrument, shown, step, head, pointed: place, concealed: false };
  return pictureOf(view, sceneOf(view), `the ${model}`, INK);
}

const cases: [name: string, model: Model, change: Partial<Settings>][] = [
  ['attention', 'attention', { causal: true, padding: 2 }],
  ['one token', 'attention', { text: 'hi' }],
  ['encoder', 'encoder', { heads: 2, norm: 'pre' }],
  ['decoder', 'decoder', { heads: 2, causal: true }],
  ['DiT block', 'dit-block', { heads: 2 }],
  ['DiT block, as at initialization', 'dit-block', { zero: true, frames: 1 }],
  ['wide', 'encoder', { width: 64, text: Array(24).fill('word').join(' '), padding: 4 }],
];

describe.each(cases)('%s', (_, model, change) => {
  const shown = shownOf(model, change);
  test.each(shown.steps.map(({ name }) => name))('%s: well-formed, and without a hole', (name) => {
    const svg = draw(model, shown, name);
    expect(parseXml(svg)[0]?.attributes['xmlns']).toBe('http://www.w3.org/2000/svg');
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    const step = shown.steps.find((one) => one.name === name);
    const texts = textsOf(svg).join(' ');
    expect(texts).toContain(step?.words.title);
    expect(texts.replaceAll(/\s+/g, ' ')).toContain(
      step?.sentence(shown, 0).replaceAll(/\s+/g, ' '),
    );
    expect(texts).toContain(`Seed: 7`);
  });
});

test('the numbers are those of the trace, in their order, beside their tokens', () => {
  const shown = shownOf('attention', { heads: 2 });
  const texts = textsOf(draw('attention', shown, 'pattern', { head: 1 }));
  for (const name of ['attention.scores', 'attention.pattern']) {
    const { data, rows, columns } = sliceOfStep(shown, name, 1);
    expect([rows, columns]).toEqual([5, 5]);
    const numbers = Array.from(data, short);
    expect(data).not.toEqual(sliceOfStep(shown, name, 0).data);
    const at = texts.findIndex((_, i) => numbers.every((number, j) => texts[i + j] === number));
    expect(at, name).toBeGreaterThan(0);
    const tokens = shown.job.tokens;
    expect(texts.slice(at - 2 * tokens.length, at)).toEqual([...tokens, ...tokens]);
  }
});

test('the colors are those of the heat map, and a role has its own', () => {
  const shown = shownOf('attention');
  const found = parseXml(draw('attention', shown, 'query'));
  const { data, extent } = sliceOfStep(shown, 'attention.query', 0);
  const largest = data.indexOf(extent);
  const most = data.indexOf(-extent);
  const fills = found
    .filter(({ name }) => name === 'rect')
    .map(({ attributes }) => attributes['fill']);
  // 85 % of the full color.
  expect(fills).toContain(largest >= 0 ? '#aa0000' : '#0000aa');
  expect(largest >= 0 || most >= 0).toBe(true);
  const colored = found.filter(({ attributes }) => attributes['fill'] === INK.roles.query);
  expect(colored.map(({ text }) => text.trim())).toContain('Q');
});

test('the cell that the reader points at is framed, and what it is computed from', () => {
  const shown = shownOf('attention');
  const svg = draw('attention', shown, 'scores', { pointed: { row: 0, column: 1 } });
  expect(textsOf(svg)).toContain('Framed: Scores, a to small, and what it is computed from');
  const framed = parseXml(svg).filter(({ attributes }) => attributes['stroke'] === INK.frame);
  // A row of the queries, a row of the keys, one cell of the scores.
  expect(framed.map(({ attributes }) => Number(attributes['width']))).toEqual([270, 270, 32]);
});

test('settings are said that make a difference, and no others', () => {
  const said = (model: Model, change: Partial<Settings>) =>
    textsOf(draw(model, shownOf(model, change), 'x'))
      .join(' ')
      .replaceAll(/[\u2068\u2069]/g, '');
  const attention = said('attention', { seed: 99, temperature: 0.5, causal: true });
  for (const text of [
    'Your sentence: a small red circle moves',
    'Seed: 99',
    'Temperature τ: 0.5',
    'Causal mask: on',
    'Padding tokens: 0',
  ]) {
    expect(attention).toContain(text);
  }
  expect(attention).not.toMatch(/Norm:|Mask the padding/);
  expect(said('encoder', { padding: 1, maskPadding: false })).toContain('Mask the padding: off');
  expect(said('encoder', { norm: 'pre' })).toContain('Norm: before the sub-layer');
  expect(said('decoder', {})).toContain('Source sentence: un petit cercle');
  expect(said('dit-block', { time: 77, frames: 3, zero: true })).toMatch(
    /Caption: .*Timestep t: 77.*Frames: 3.*Modulation at zero, as at initialization: on/,
  );
});

test('a weight that was set by hand is named and marked', () => {
  const name = 'attention.query.weight';
  const shown = withEdits(shownOf('attention'), [{ name, index: [0, 1], value: -5 }]);
  const svg = draw('attention', shown, 'query');
  expect(textsOf(svg).join(' ')).toContain(`Weights set by hand: ${name}[0, 1] = −5`);
  const marked = parseXml(svg).filter(({ attributes }) => attributes['text-decoration']);
  expect(marked.map(({ text }) => text)).toEqual(['−5.00']);
});

test('nonsense stays text: markup, quotes, signs that XML cannot write, long and Chinese tokens', () => {
  const long = 'W'.repeat(40);
  const text = `<b>&"' ]]> \u0001 \ud800 \u202e 红 ${long}`;
  const shown = shownOf('attention', { text });
  const svg = draw('attention', shown, 'scores');
  const texts = textsOf(svg);
  for (const token of ['<', 'b', '&', '"', "'", '\ufffd', '红']) {
    expect(texts.filter((one) => one.replace(/[₀-₉]+$/, '') === token).length).toBeGreaterThan(0);
  }
  expect(texts.some((one) => /^W+…$/.test(one))).toBe(true);
  expect(texts.join('')).toContain(long);
  // As many cells as there are numbers: no token has become an element.
  const { data } = recordOf(shown, 'attention.scores');
  const names = new Set(parseXml(svg).map(({ name }) => name));
  expect([...names].toSorted()).toEqual(['g', 'path', 'rect', 'svg', 'text', 'tspan']);
  expect(texts.filter((one) => /^−?\d\.\d\d$|^0$/.test(one)).length).toBeGreaterThanOrEqual(
    data.length,
  );
});

test('what is drawn stays inside', () => {
  const shown = shownOf('encoder', { width: 16, heads: 2 });
  for (const { name } of shown.steps) {
    const [svg, ...rest] = parseXml(draw('encoder', shown, name));
    const width = Number(svg?.attributes['width']);
    for (const { attributes } of rest) {
      expect(Number(attributes['x'] ?? 0)).toBeLessThan(width);
      expect(Number(attributes['width'] ?? 0)).toBeLessThanOrEqual(width);
    }
  }
});

test('the head that is shown is named, counted from 1', () => {
  const shown = shownOf('attention', { heads: 2 });
  const named = (head: number) => textsOf(draw('attention', shown, 'pattern', { head })).join(' ');
  expect(named(0)).toContain('Head 1');
  expect(named(0)).not.toContain('Head 0');
  expect(named(1)).toMatch(/· Head 2/);
});
