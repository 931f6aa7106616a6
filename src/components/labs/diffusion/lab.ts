import { CURVE_STEPS, callsOf, methodOf } from '../../../engine/labs/diffusion.ts';
import type {
  DiffusionCurve,
  DiffusionResult,
  DiffusionSettings,
} from '../../../engine/labs/diffusion.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { diffusionStrings as strings, diffusionTexts } from '../../../strings/en/labs/diffusion.ts';
import { long, percent } from '../../matrix/numbers.ts';
import type { Lab } from '../lab.ts';

export const diffusionLab: Lab<'diffusion'> = {
  name: 'diffusion',
  topic: 'diffusion',
  texts: diffusionTexts,
  cases: {
    first: {},
    ddpm: { sampler: 'ddpm' },
    euler: { schedule: 'flow', prediction: 'velocity' },
    heun: { schedule: 'flow', prediction: 'velocity', solver: 'heun' },
    one: { steps: 1 },
    guided: { wanted: 'left', guidance: 4, steps: 16 },
    pure: { schedule: 'zeroSnr' },
  },
  looks: ['at'],
  idle: ({ schedule, wanted }) => [
    schedule === 'flow' ? 'sampler' : 'solver',
    ...(wanted === 'all' ? (['guidance'] as const) : []),
  ],
  conflict: (settings) =>
    silent(settings) ? { field: 'prediction', wanted: strings.wantsAll } : undefined,
  sentence: (result, settings) => {
    const { steps, wanted, guidance } = settings;
    const method = methodOf(settings);
    const guided = wanted !== 'all' && guidance !== 1;
    return strings.sentence({
      ...{ steps, hits: result.hits, points: result.points, method: strings.methods[method] },
      calls: callsOf(method, steps) * (guided ? 2 : 1),
      error: Number.isFinite(result.error) ? long(result.error) : undefined,
      distance: long(result.distance),
      chance: long(result.chance),
      wanted,
      guidance: guided ? strings.guidance(String(guidance)) : '',
    });
  },
  guess: (result, settings) => {
    // DDPM draws noise and has no such error: then the question is about DDIM.
    const curve =
      result.curves.find((one) => one.method === methodOf(settings) && one.method !== 'ddpm') ??
      result.curves[0];
    const [before = NaN, after = NaN] = curve ? [8, 16].map((steps) => errorAt(curve, steps)) : [];
    const halvings = Math.round(Math.log2(before / after));
    return {
      question: strings.question(strings.methods[curve?.method ?? 'ddim'], long(before)),
      options: strings.options,
      right: Math.min(strings.options.length - 1, Math.max(0, halvings)),
      why: strings.why(long(before), long(after), percent(after / before)),
    };
  },
};

/** Whether the schedule begins in pure noise, of which the prediction says nothing. */
export function silent({
  schedule,
  prediction,
}: Pick<DiffusionSettings, 'schedule' | 'prediction'>): boolean {
  const pure = schedule === 'flow' || schedule === 'zeroSnr';
  return pure && (prediction === 'epsilon' || prediction === 'score');
}

function errorAt({ error }: DiffusionCurve, steps: number): number | undefined {
  return error[CURVE_STEPS.findIndex((one) => one === steps)];
}

/** The error or the distance of each method that has one, against its calls. */
export function curvesOf({ curves }: DiffusionResult, what: 'error' | 'distance'): Plotted {
  const shown = curves.filter((curve) => Number.isFinite(curve[what][0]));
  return {
    title: strings[what],
    xLabel: strings.calls,
    yLabel: '',
    series: shown.map((curve) => ({
      name: strings.methods[curve.method],
      x: curve.calls.map(Math.log2),
      y: curve[what],
    })),
  };
}

/** The two rates of the schedule against time. */
export function ratesOf({ signal, noise }: DiffusionResult): Plotted {
  const x = signal.map((_, i) => i / (signal.length - 1));
  const { title, x: xLabel } = strings.rates;
  const series = [
    { name: strings.rates.signal, x, y: signal },
    { name: strings.rates.noise, x, y: noise },
  ];
  return { title, xLabel, yLabel: '', series };
}

/** Without its ends where they are infinite: pure data and pure noise. */
export function logSnrOf({ logSnr }: DiffusionResult): Plotted {
  const places = Array.from(logSnr.keys()).filter((i) => Number.isFinite(logSnr[i]));
  const { title, name } = strings.logSnr;
  const series = {
    name,
    x: Float32Array.from(places, (i) => i / (logSnr.length - 1)),
    y: Float32Array.from(places, (i) => logSnr[i] ?? NaN),
  };
  return { title, xLabel: strings.rates.x, yLabel: '', series: [series] };
}
