import type { CostPart, CostSettings } from '../../../engine/labs/cost.ts';
import { sayValue } from '../../../interview/design/say.ts';
import { costStrings as strings, costTexts } from '../../../strings/en/labs/cost.ts';
import type { Lab } from '../lab.ts';
import { costCases } from './cases.ts';

export const costLab: Lab<'cost'> = {
  name: 'cost',
  topic: 'efficiency',
  texts: costTexts,
  cases: costCases,
  sentence: (result, { kind, batch, tokens }) => {
    const cached = result.cache > 0;
    return strings.sentence({
      kind: costTexts.options?.kind?.[kind] ?? kind,
      parameters: sayValue(result.parameters, 'plain'),
      macs: sayValue(result.macs, 'plain'),
      tokens: sayValue(result.tokens, 'plain'),
      cache: cached ? strings.caches(sayValue(result.cache, 'bytes'), batch, tokens) : undefined,
      training: sayValue(result.state + result.activations, 'bytes'),
    });
  },
  guess: ({ parts, parameters }) => {
    const counted = parts.filter((part) => part.parameters > 0);
    const most = Math.max(...counted.map((part) => part.parameters));
    const winners = counted.filter((part) => part.parameters === most);
    const [winner] = winners;
    if (!winner || winners.length > 1 || counted.length < 2) return undefined;
    return {
      question: strings.question,
      options: counted.map(({ name }) => strings.parts[name]),
      right: counted.indexOf(winner),
      why: strings.why(strings.parts[winner.name], sayValue(most / parameters, 'share')),
    };
  },
  idle: (settings) => [
    ...IDLE[settings.kind],
    ...(settings.sharding === 'nothing' ? (['devices'] as const) : []),
  ],
  conflict: ({ kind, width, heads, sharing, side, patch }) => {
    if (kind !== 'text-to-video' && width % heads !== 0) {
      return { field: 'heads', wanted: strings.divisor(width) };
    }
    const text = kind !== 'text-to-video' && kind !== 'diffusion';
    if (text && heads % sharing !== 0) return { field: 'sharing', wanted: strings.divisor(heads) };
    if (kind === 'diffusion' && side % patch !== 0) {
      return { field: 'side', wanted: strings.multiple(patch) };
    }
    return undefined;
  },
};

type Key = keyof CostSettings;
const OF_IMAGES: readonly Key[] = ['side', 'patch'];
const OF_TEXT: readonly Key[] = ['sharing', 'gated', 'norm', 'vocabulary', 'tied', 'positions'];

/** What makes no difference to a kind. */
const IDLE: Readonly<Record<CostSettings['kind'], readonly Key[]>> = {
  'encoder-decoder': [...OF_IMAGES, 'textTokens'],
  encoder: [...OF_IMAGES, 'textTokens', 'tied', 'bytes'],
  decoder: [...OF_IMAGES, 'textTokens'],
  diffusion: [...OF_TEXT, 'inner', 'tokens', 'textTokens', 'bytes'],
  'text-to-video': [...OF_IMAGES, ...OF_TEXT, 'heads', 'bytes'],
};

/** All parts in words, for a listener. */
export function wordsOf(parts: readonly CostPart[], what: 'parameters' | 'macs'): string {
  const said = parts.map((part) => `${strings.parts[part.name]} ${sayValue(part[what], 'plain')}`);
  return `${strings.totals[what]}: ${said.join(', ')}.`;
}
