import type { Job } from '../../engine/protocol.ts';
import type { Step } from '../../model/steps/index.ts';
import type { SourceSpot } from './listing-key.ts';

/** The same step in the Keras listing: function and marker. */
export function kerasSpotOf(
  { kind, name }: Pick<Step<string>, 'kind' | 'name'>,
  { model, norm }: Job,
): SourceSpot {
  const tap = name.split('.').at(-1) ?? '';
  if (model === 'dit-block') return blockSpotOf(kind, name, tap);
  const file = `${model}_layer`;
  const layer = { file, name: `${norm}_norm_${file}` };
  switch (kind) {
    case 'embedding':
    case 'positions':
    case 'x':
      return { file: 'embedding', name: 'embed', tap };
    case 'residual':
    case 'norm':
      return { ...layer, tap };
    case 'hidden':
    case 'ffn':
      return { ...layer, tap: `ffn.${tap}` };
    default:
      return { file: 'attention', name: 'multi_head_attention', tap };
  }
}

function blockSpotOf(kind: string, path: string, tap: string): SourceSpot {
  const at = (name: string, marker = tap) => ({ file: 'dit_block', name, tap: marker });
  if (/^(embedding|positions|x)$/.test(path)) return { file: 'embedding', name: 'embed', tap };
  if (path.startsWith('time.')) return at('timestep_embedding');
  if (!path.includes('.')) return at('caption_condition');
  if (path.includes('.self.')) return { file: 'attention', name: 'multi_head_attention', tap };
  if (path.includes('.mlp.')) return at('dit_block', `mlp.${tap}`);
  return at('dit_block', kind.startsWith('modulation') ? 'vectors' : tap);
}
