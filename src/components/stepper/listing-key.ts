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
  /** Part of the line, where that is not the one with the tap. */
  readonly line?: string;
}

/** One text per place in the source. */
export function codeKey({ file, name, tap, last }: SourceSpot): string {
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
