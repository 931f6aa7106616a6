import { DEFAULTS } from './state.ts';
import type { Model, Settings } from './state.ts';

/** A layer under a microscope: the state it begins with, and others worth seeing. */
export interface Microscope {
  /** On its page; keys of a link start with it. */
  readonly id: string;
  readonly model: Model;
  readonly settings: Settings;
  /** The step it begins with: a tap's name, or its end. */
  readonly step: string;
  /** By name. `first` says nothing. What a case does not say is as at first. */
  readonly cases: Readonly<Record<string, Case>>;
}

interface Case {
  readonly settings?: Partial<Settings>;
  readonly step?: string;
}

export const microscopeNames = ['encoder-layer', 'decoder-layer', 'dit-block'] as const;
export type MicroscopeName = (typeof microscopeNames)[number];

/** Named as their pages. Readers look through them, the gallery shows them, tests hold their numbers. */
export const microscopes: Readonly<Record<MicroscopeName, Microscope>> = {
  'encoder-layer': {
    id: 'encoder',
    model: 'encoder',
    settings: { ...DEFAULTS, text: 'a small red circle moves right', heads: 2, padding: 1 },
    step: 'x',
    cases: {
      first: {},
      attention: { step: 'pattern' },
      padding: { settings: { padding: 3, maskPadding: false }, step: 'pattern' },
      unplaced: { settings: { positions: false }, step: 'x' },
      heads: { settings: { width: 16, heads: 4 }, step: 'pattern' },
      pre: { settings: { norm: 'pre' }, step: 'norm1' },
      output: { step: 'norm2' },
    },
  },
  'decoder-layer': {
    id: 'decoder',
    model: 'decoder',
    settings: {
      ...DEFAULTS,
      text: '红圆向右移动',
      source: 'a red circle moves right',
      heads: 2,
      causal: true,
      padding: 1,
    },
    step: 'cross.pattern',
    cases: {
      first: {},
      causal: { step: 'self.pattern' },
      leak: { settings: { causal: false }, step: 'self.pattern' },
      padding: { settings: { padding: 3, maskPadding: false }, step: 'cross.pattern' },
      pre: { settings: { norm: 'pre' }, step: 'norm1' },
      output: { step: 'norm3' },
    },
  },
  'dit-block': {
    id: 'dit',
    model: 'dit-block',
    settings: { ...DEFAULTS, text: 'a small red circle moves right', heads: 2 },
    step: 'gate1',
    cases: {
      first: {},
      zero: { settings: { zero: true }, step: 'residual2' },
      noise: { settings: { time: 1000 }, step: 'gate1' },
      data: { settings: { time: 0 }, step: 'gate1' },
      caption: { settings: { text: 'a large blue square stays' }, step: 'condition' },
      frames: { settings: { frames: 4 }, step: 'pattern' },
    },
  },
};

/** A case whole: what is set, and the step that is looked at. */
export function caseOf(
  { settings, step, cases }: Microscope,
  name: string,
): { readonly settings: Settings; readonly step: string } {
  const one = cases[name];
  if (!one) throw new Error(`microscope: there is no case "${name}"`);
  return { settings: { ...settings, ...one.settings }, step: one.step ?? step };
}
