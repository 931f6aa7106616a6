import { expect, test } from 'vitest';
import { formulaMarkup, runsOf } from '../../../src/components/math/line.ts';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import { DEFAULTS, toJob } from '../../../src/components/stepper/state.ts';
import { variantsOf } from '../../../src/components/stepper/variants.ts';
import { INK } from '../picture/ink.ts';
import { parseXml } from '../picture/xml.ts';

/** A formula as text, what is raised after `^`, what is lowered after `_`. */
function written(tex: string): string {
  return runsOf(tex)
    .map(({ text, rise }) => (rise > 0 ? `^${text}` : rise < 0 ? `_${text}` : text))
    .join('');
}

test.each([
  ['X = E + \\mathrm{PE}', 'X = E + PE'],
  [
    'Z_h = \\frac{\\role{query}{Q}_h\\,\\role{key}{K}_h^{\\top}}{\\sqrt{d_k}}',
    'Z_h = Q_h K_h^T / √d_k',
  ],
  ["P_{ts} = \\frac{e^{Z_{ts}}}{\\sum_{s'} e^{Z_{ts'}}}", 'P_ts = e^Z^ts / ∑_s′ e^Z^ts′'],
  ['\\sin\\frac{t}{10000^{2i/D}}', 'sin (t / 10000^2i/D)'],
  ['\\frac{X - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}}', '(X − μ) / √(σ^2 + ε)'],
  ['\\tfrac{1}{S} \\sum_s E_s', '1 / S ∑_s E_s'],
])('%s', (tex, line) => {
  expect(written(tex)).toBe(line);
});

test('a command that nobody has translated is an error, not a hole', () => {
  expect(() => runsOf('\\varheart')).toThrow('no sign for \\varheart');
});

const formulas = (['attention', 'encoder', 'decoder', 'dit-block'] as const).flatMap((model) => {
  const job = toJob(model, { ...DEFAULTS, text: 'a b', source: 'c' }, []);
  return variantsOf(instrumentOf(model), job).map(({ step }) => step.formula);
});

test.each([...new Set(formulas)])('%s: every sign of it, and back on the line', (tex) => {
  const markup = `<text>${formulaMarkup(tex, 10, INK.roles)}</text>`;
  const [whole, ...spans] = parseXml(markup);
  expect(whole?.text).not.toMatch(/[\\{}^_]|NaN/);
  // Letters that no command has swallowed.
  const letters = tex.replaceAll(/\\role\{\w+\}|\\[a-z]+/gi, '').replaceAll(/[^A-Za-z0-9]/g, '');
  const kept = [...(whole?.text ?? '')].filter((sign) => letters.includes(sign)).length;
  expect(kept).toBeGreaterThanOrEqual(letters.length);
  // Down is positive in SVG: each piece stands as high as its run says.
  let height = 0;
  const heights = spans.flatMap(({ attributes, text }) => {
    height -= Number(attributes['dy'] ?? 0);
    return [...text].map(() => expect.closeTo(height, 6) as number);
  });
  const wanted = runsOf(tex).flatMap(({ text, rise }) => [...text].map(() => 10 * rise));
  expect(wanted).toEqual(heights);
});
