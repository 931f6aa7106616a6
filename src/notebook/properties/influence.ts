import { changes, drawInput, moved, replacePadding, replaceToken, show } from './numbers.ts';
import { SIZES, failed, held } from './verdict.ts';
import type { BuiltLayer, LayerInput, Property, Subject } from './subject.ts';
import type { Random } from '../../model/random.ts';

const LENGTHS = { batch: 2, tokens: 4 };

async function start(subject: Subject, random: Random) {
  const layer = await subject.build(SIZES);
  const input = drawInput(subject, random, SIZES.width, LENGTHS);
  return { layer, input };
}

/** How far each token of the output moves from one input to another. */
async function outputChanges(layer: BuiltLayer, before: LayerInput, after: LayerInput) {
  const [first, second] = [await layer.run(before), await layer.run(after)];
  return changes(first.output, second.output);
}

export const causal: Property = {
  id: 'causal',
  asks: 'Does a token see itself and the past, and nothing of the future?',
  check: async (subject, random) => {
    if (subject.kind === 'encoder') return undefined;
    const { layer, input } = await start(subject, random);
    for (let token = LENGTHS.tokens - 1; token >= 0; token--) {
      const x = replaceToken(input.x, 0, token, random);
      const [changed = []] = await outputChanges(layer, input, { ...input, x });
      const leak = changed.findIndex((change, t) => t < token && moved(change));
      const told = (t: number, why: string) =>
        failed(`changing token ${token} changed output ${t} by ${show(changed[t] ?? NaN)}: ${why}`);
      if (leak >= 0) return told(leak, 'the future leaks');
      const blind = changed.findIndex((change, t) => t >= token && !moved(change));
      if (blind >= 0) return told(blind, 'the past is not seen');
    }
    return held('changing a token changed its own output and all later ones, no earlier one');
  },
};

export const batchIndependence: Property = {
  id: 'batch-independence',
  asks: 'Does each sample of a batch keep to itself?',
  check: async (subject, random) => {
    const { layer, input } = await start(subject, random);
    for (const part of ['x', 'memory'] as const) {
      const batch = input[part];
      if (!batch) continue;
      for (const sample of [0, 1]) {
        const after = { ...input, [part]: replaceToken(batch, sample, 1, random) };
        const changed = await outputChanges(layer, input, after);
        const most = Math.max(...(changed[1 - sample] ?? []));
        const evidence = `changing ${part} of sample ${sample} changed sample ${1 - sample} by ${show(most)}`;
        if (moved(most)) return failed(`${evidence}: the samples mix`);
      }
    }
    return held('changing one sample left the other as it was');
  },
};

export const crossUse: Property = {
  id: 'cross-use',
  asks: 'Does every output depend on the memory of its own sample?',
  check: async (subject, random) => {
    const { layer, input } = await start(subject, random);
    if (!input.memory) return undefined;
    for (const sample of [0, 1]) {
      const memory = replaceToken(input.memory, sample, 2, random);
      const changed = await outputChanges(layer, input, { ...input, memory });
      const blind = changed[sample]?.findIndex((change) => !moved(change)) ?? 0;
      if (blind >= 0) {
        return failed(
          `changing the memory of sample ${sample} did not change its output ${blind}: the source is not used`,
        );
      }
    }
    return held('changing the memory of a sample changed all of its outputs');
  },
};

/** The first token is real, so that under a causal mask every token has something to see. */
const PADDING = [
  [1, 1, 1, 1],
  [1, 0, 1, 0],
];
const MEMORY_PADDING = [
  [1, 1, 1, 1],
  [1, 1, 0, 0],
];

export const padding: Property = {
  id: 'padding',
  asks: 'Do two layers keep padding from reaching real tokens?',
  check: async (subject, random) => {
    const { layer, input } = await start(subject, random);
    const { x, memory } = input;
    const memoryMask = memory && MEMORY_PADDING;
    const twice = async (x: LayerInput['x'], memory: LayerInput['memory']) => {
      const first = await layer.run({ x, memory, memoryMask, mask: PADDING });
      // The second layer gets the mask that the first one hands on.
      return layer.run({ x: first.output, memory, memoryMask, mask: first.mask });
    };
    const before = await twice(x, memory);
    const others = memory && replacePadding(memory, MEMORY_PADDING, random);
    const after = await twice(replacePadding(x, PADDING, random), others);
    const changed = changes(before.output, after.output);
    const real = changed.flatMap((row, b) => row.filter((_, t) => PADDING[b]?.[t] === 1));
    const most = Math.max(...real);
    const evidence = `changing the padding changed a real token by ${show(most)}`;
    return moved(most) ? failed(`${evidence} after two layers`) : held(evidence);
  },
};

export const permutation: Property = {
  id: 'permutation',
  asks: 'Without positions, does an encoder see all tokens and not their order?',
  check: async (subject, random) => {
    if (subject.kind === 'decoder') return undefined;
    const { layer, input } = await start(subject, random);
    const order = [2, 0, 3, 1];
    const shuffle = (batch: LayerInput['x']) =>
      batch.map((tokens) => order.map((t) => tokens[t] ?? []));
    const { output } = await layer.run(input);
    const shuffled = await layer.run({ x: shuffle(input.x) });
    const most = Math.max(...changes(shuffle(output), shuffled.output).flat());
    if (moved(most)) {
      return failed(`shuffling the tokens changed an output by ${show(most)}: order is seen`);
    }
    const x = replaceToken(input.x, 0, 1, random);
    const [changed = []] = await outputChanges(layer, input, { x });
    const blind = changed.findIndex((change) => !moved(change));
    if (blind >= 0) {
      return failed(`changing token 1 did not change output ${blind}: tokens do not mix`);
    }
    return held('shuffling the tokens shuffled the outputs; changing one token changed all');
  },
};
