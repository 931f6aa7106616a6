import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citedIds } from '../../../src/components/cite/cited.ts';
import { cutFunction, cutPython } from '../../../src/components/lesson/listing.ts';
import { renderInline } from '../../../src/components/quiz/inline.ts';
import { renderQuestion } from '../../../src/components/quiz/render.ts';
import { question } from '../../../src/interview/question.ts';
import { common } from '../interview/support.ts';
import { checkLine, compute } from './arithmetic.ts';

describe('renderInline', () => {
  it('escapes what is not marked', () => {
    expect(renderInline('a < b & <script>')).toBe('a &lt; b &amp; &lt;script&gt;');
    expect(renderInline('`<b>`')).toBe('<code>&lt;b&gt;</code>');
  });

  it('renders code, formulas and emphasis', () => {
    expect(renderInline('*not* `x*y*z`')).toBe('<em>not</em> <code>x*y*z</code>');
    expect(renderInline('is $d_k$.')).toMatch(/^is <span class="katex">.*<\/span>\.$/s);
    expect(renderInline('2 * 3 * 4')).toBe('2 * 3 * 4');
  });
});

it('renders every text of a question', () => {
  const rendered = renderQuestion(
    question.parse({
      ...common,
      kind: 'one',
      prompt: '`p`',
      hint: '`h`',
      choices: [
        { text: '`t`', right: true, why: '`w`' },
        { text: 'u', why: 'v' },
      ],
    }),
  );
  expect(rendered).toMatchObject({
    prompt: '<code>p</code>',
    hint: '<code>h</code>',
    choices: [{ text: '<code>t</code>', why: '<code>w</code>', right: true }, { right: false }],
  });
});

it('finds citations in the order of first use', () => {
  const body = '<Cite id="b" /> x <Cite id="a" at="§3" /><Cite\n  at="§1"\n  id="b"\n/>';
  expect(citedIds(body)).toEqual(['b', 'a']);
});

describe('cutFunction', () => {
  const encoder = readFileSync('src/model/encoder.ts', 'utf8');

  it('cuts one function, whole', () => {
    const cut = cutFunction(encoder, 'encoderLayer');
    expect(cut).toMatch(/^function encoderLayer\(/);
    expect(cut.endsWith('\n}')).toBe(true);
    expect(cut.match(/^function /gm)).toHaveLength(1);
  });

  it('says which function is not there', () => {
    expect(() => cutFunction(encoder, 'decoderLayer')).toThrow(
      'no top-level function decoderLayer',
    );
  });
});

describe('cutPython', () => {
  const encoder = readFileSync('src/content/listings/encoder_layer.py', 'utf8');

  it('cuts one function, whole', () => {
    const cut = cutPython(encoder, 'pre_norm_encoder_layer');
    expect(cut).toMatch(/^def pre_norm_encoder_layer\(/);
    expect(cut.endsWith('return residual2')).toBe(true);
    expect(cut.match(/^def /gm)).toHaveLength(1);
  });

  it('cuts the last function of a file', () => {
    expect(cutPython(encoder, 'layer_norm')).toMatch(/^def layer_norm.*params\["bias"\]$/s);
  });

  it('cuts one class, whole', () => {
    const cut = cutPython(readFileSync('training/video/codec.py', 'utf8'), 'Conv');
    expect(cut).toMatch(/^class Conv\(nn\.Conv3d\):\n/);
    expect(cut.match(/^\S/gm)).toHaveLength(1);
    expect(cut).toMatch(/movedim\(1, -1\)$/);
  });

  it('says what is not there', () => {
    expect(() => cutPython(encoder, 'norm')).toThrow('no top-level class or function norm');
  });
});

describe('compute', () => {
  it.each([
    ['4 × 512 × 512 + 4 × 512', 1_050_624],
    ['1 × 3 + 0 × 5 + 1 × (−1)', 2],
    ['4 / √4', 2],
    ['2 × 3²', 18],
    ['10 − 4 − 3', 3],
    ['10,000^0.5 / 2', 50],
    ['exp(0) + ln(1) + log10(100)', 3],
    ['√4²', 4],
    ['6e9 / 2', 3e9],
  ])('%s', (text, value) => {
    expect(compute(text)).toBe(value);
  });

  it.each(['two', '2 +', '(2', '2 3'])('refuses %s', (text) => {
    expect(() => compute(text)).toThrow();
  });
});

describe('checkLine', () => {
  it('returns the last side of a line that comes out', () => {
    expect(checkLine('2 × 3 = 3 + 3 = 6')).toBe(6);
    expect(checkLine('1 / 3 ≈ 0.33')).toBe(0.33);
    expect(checkLine('39 / 4 ≤ 10')).toBe(10);
  });

  it.each(['2 × 3 = 7', '1 / 3 = 0.33', '1 / 3 ≈ 0.34', '39 / 4 ≤ 11', '2 × 3'])(
    'refuses %s',
    (line) => {
      expect(() => checkLine(line)).toThrow();
    },
  );
});
