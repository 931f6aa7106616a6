import type { Model } from './state.ts';

/** A control that a lesson may show or leave out. */
export type ControlName =
  'seed' | 'width' | 'heads' | 'temperature' | 'positions' | 'causal' | 'padding' | 'norm';

/** Everything that a model can be asked for. */
export function allControls(model: Model): readonly ControlName[] {
  const shared: ControlName[] = [
    'seed',
    'width',
    'heads',
    'temperature',
    'positions',
    'causal',
    'padding',
  ];
  return model === 'encoder' ? [...shared, 'norm'] : shared;
}
