import { countDecoderLayer, countEncoderLayer } from '../../model/count.ts';
import { changes, drawInput, moved, replaceToken, show } from './numbers.ts';
import { SIZES, failed, held } from './verdict.ts';
import type { LayerAnswer, Property, Verdict } from './subject.ts';

const LENGTHS = { batch: 2, tokens: 3 };

export const parameters: Property = {
  id: 'parameters',
  asks: 'Does the layer have as many parameters as the formula says?',
  check: async ({ kind, build }) => {
    const count = kind === 'encoder' ? countEncoderLayer : countDecoderLayer;
    for (const [width, heads, inner] of [
      [8, 2, 12],
      [12, 4, 6],
      [8, 1, 8],
    ] as const) {
      const layer = await build({ width, heads, inner });
      const [found, wanted] = [await layer.parameters(), count(width, inner)];
      const evidence = `width ${width}, heads ${heads}, inner width ${inner}: ${found} parameters`;
      if (found !== wanted) return failed(`${evidence} instead of ${wanted}`);
    }
    return held('the parameters were as many as the formula says at three sizes');
  },
};

export const compiled: Property = {
  id: 'compiled',
  asks: 'Does the layer compute the same when it is compiled?',
  check: async (subject, random) => {
    const layer = await subject.build(SIZES);
    if (!layer.compiled) return undefined;
    const input = drawInput(subject, random, SIZES.width, LENGTHS);
    return same('compiled', await layer.run(input), await layer.compiled(input));
  },
};

export const saved: Property = {
  id: 'saved',
  asks: 'Does the layer compute the same after it has been saved and loaded?',
  check: async (subject, random) => {
    const layer = await subject.build(SIZES);
    if (!layer.reload) return undefined;
    const input = drawInput(subject, random, SIZES.width, LENGTHS);
    const before = await layer.run(input);
    const again = await layer.reload();
    return same('saved and loaded', before, await again.run(input));
  },
};

function same(what: string, before: LayerAnswer, after: LayerAnswer): Verdict {
  const most = Math.max(...changes(before.output, after.output).flat());
  const evidence = `${what}, the output differed by ${show(most)}`;
  return moved(most) ? failed(evidence) : held(evidence);
}

/**
 * Not among the twelve of the audit, which a layer without residuals passes. With every weight 0 a
 * sub-layer gives 0, and what is left of a token is what the residuals carry.
 */
export const residual: Property = {
  id: 'residual',
  asks: 'Does a token pass by sub-layers that give nothing?',
  check: async (subject, random) => {
    const layer = await subject.build(SIZES);
    if (!layer.silent) return undefined;
    const silent = await layer.silent();
    const input = drawInput(subject, random, SIZES.width, LENGTHS);
    const x = replaceToken(input.x, 0, 1, random);
    const [before, after] = [await silent.run(input), await silent.run({ ...input, x })];
    const change = changes(before.output, after.output)[0]?.[1] ?? NaN;
    const evidence = `with silent sub-layers, changing token 1 changed its output by ${show(change)}`;
    return moved(change) ? held(evidence) : failed(`${evidence}: a residual is missing`);
  },
};
