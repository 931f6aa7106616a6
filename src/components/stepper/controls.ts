import type { Component } from 'svelte';
import type { Session } from './session.svelte.ts';
import type { Model } from './state.ts';

/** A control that a lesson may show or leave out. */
export type ControlName =
  'seed' | 'width' | 'heads' | 'temperature' | 'positions' | 'causal' | 'padding' | 'norm';

/** Controls that one model has alone. */
export type ModelControls = Component<{ readonly session: Session; readonly id: string }>;

/** Everything that a model can be asked for. */
export function allControls(model: Model): readonly ControlName[] {
  if (model === 'dit-block') return ['seed', 'width', 'heads', 'positions'];
  const shared: ControlName[] = [
    'seed',
    'width',
    'heads',
    'temperature',
    'positions',
    'causal',
    'padding',
  ];
  return model === 'attention' ? shared : [...shared, 'norm'];
}
