import type { Job } from '../../engine/protocol.ts';
import type { Step } from '../../model/steps/index.ts';

/** Where in the source a step stands: see `listings.ts`. */
export interface SourceSpot {
  readonly file: string;
  readonly name: string;
  /** What the tap is called inside that function. */
  readonly tap: string;
  /** Which of the lines with that tap: a function may end in two ways. */
  readonly last?: boolean;
}

/** One text per place in the source. */
export function codeKey(step: Pick<Step, 'kind' | 'name'>, job: Pick<Job, 'norm' | 'positions'>) {
  const { file, name, tap, last } = spotOf(step, job);
  return `${file}#${name}.${tap}${last ? '.last' : ''}`;
}

/** The function and the tap that compute a step. */
export function spotOf(
  { kind, name }: Pick<Step, 'kind' | 'name'>,
  { norm, positions }: Pick<Job, 'norm' | 'positions'>,
): SourceSpot {
  const tap = name.split('.').at(-1) ?? '';
  switch (kind) {
    case 'embedding':
    case 'positions':
    case 'x':
      return { file: 'embedding', name: 'embed', tap, last: positions };
    case 'query':
    case 'key':
    case 'value':
    case 'joined':
    case 'output':
      return { file: 'attention', name: 'multiHeadAttention', tap };
    case 'scores':
    case 'mask':
    case 'pattern':
    case 'mix':
      return { file: 'attention', name: 'scaledDotProductAttention', tap };
    case 'residual':
    case 'norm':
      return { file: 'encoder', name: norm === 'pre' ? 'preNormEncoder' : 'postNormEncoder', tap };
    case 'hidden':
    case 'ffn':
      return { file: 'feedforward', name: 'feedForward', tap };
  }
}

/** The same step in the Keras listing: function and marker. */
export function kerasSpotOf(
  { kind, name }: Pick<Step, 'kind' | 'name'>,
  { norm }: Pick<Job, 'norm' | 'positions'>,
): SourceSpot {
  const tap = name.split('.').at(-1) ?? '';
  const layer = norm === 'pre' ? 'pre_norm_encoder_layer' : 'post_norm_encoder_layer';
  switch (kind) {
    case 'embedding':
    case 'positions':
    case 'x':
      return { file: 'embedding', name: 'embed', tap };
    case 'residual':
    case 'norm':
      return { file: 'encoder_layer', name: layer, tap };
    case 'hidden':
    case 'ffn':
      return { file: 'encoder_layer', name: layer, tap: `ffn.${tap}` };
    default:
      return { file: 'attention', name: 'multi_head_attention', tap };
  }
}
