import type { Independent } from './values.ts';

/** Signal and noise as the cosine and sine of an angle: their squares add up to 1. */
const angleOf = (kept: number) => Math.acos(Math.sqrt(kept));

export const diffusion: Record<string, Independent> = {
  noised: (values) => {
    const { kept, data, noise } = values.pick('kept', 'data', 'noise');
    const angle = angleOf(kept);
    return Math.cos(angle) * data + Math.sin(angle) * noise;
  },
  'signal-to-noise': (values) => 1 / Math.tan(angleOf(values.number('kept'))) ** 2,
  'data-from-noise': (values) => {
    const { kept, mixed, noise } = values.pick('kept', 'mixed', 'noise');
    const angle = angleOf(kept);
    return mixed / Math.cos(angle) - Math.tan(angle) * noise;
  },
  score: (values) => {
    // The slope of the log density of a normal distribution around √ᾱ·x₀, by a small difference.
    const { kept, noise } = values.pick('kept', 'noise');
    const deviation = Math.sin(angleOf(kept));
    const logDensity = (offset: number) => -(offset ** 2) / (2 * deviation ** 2);
    const at = deviation * noise;
    return (logDensity(at + 1e-4) - logDensity(at - 1e-4)) / 2e-4;
  },
  'velocity-target': (values) => {
    // d/dφ of cos φ·x₀ + sin φ·ε, by a small difference.
    const { kept, data, noise } = values.pick('kept', 'data', 'noise');
    const at = (angle: number) => Math.cos(angle) * data + Math.sin(angle) * noise;
    const angle = angleOf(kept);
    return (at(angle + 1e-5) - at(angle - 1e-5)) / 2e-5;
  },
  guided: (values) => {
    // The paper's form: (1 + w)·ε_c − w·ε∅, w = s − 1.
    const { free, told, scale } = values.pick('free', 'told', 'scale');
    const weight = scale - 1;
    return (1 + weight) * told - weight * free;
  },
  'flow-point': (values) => {
    const { data, noise, time } = values.pick('data', 'noise', 'time');
    return data + time * (noise - data);
  },
  'flow-velocity': (values) => {
    // Where the line through both points is at time 1, less where it was at time 0.
    const { data, mixed, time } = values.pick('data', 'mixed', 'time');
    const noise = (mixed - (1 - time) * data) / time;
    return noise - data;
  },
  'euler-step': (values) => {
    const { mixed, velocity, steps } = values.pick('mixed', 'velocity', 'steps');
    const [from, to] = [1, 1 - 1 / steps];
    return mixed + (to - from) * velocity;
  },
  'kept-after': (values) =>
    Math.exp(values.list('betas').reduce((sum, beta) => sum + Math.log1p(-beta), 0)),
  evaluations: (values) => {
    const order = values.text('solver').includes('Heun') ? 2 : 4;
    let count = 0;
    for (let step = 0; step < values.number('steps'); step++) {
      for (let velocity = 0; velocity < order; velocity++) count += ['with', 'without'].length;
    }
    return count;
  },
  'peak-signal': (values) => 20 * Math.log10(255) - 10 * Math.log10(values.number('error')),
};
