import type { Random } from '../../model/random.ts';
import type { Generator } from './generator.ts';
import { pick, step, whole } from './pick.ts';
import { join, line, n } from './write.ts';

/** Shares of the variance whose roots, and the roots of what is left, are short. */
const KEPT = [0.04, 0.1, 0.2, 0.36, 0.5, 0.64, 0.8, 0.9, 0.96] as const;
const unit = (random: Random) => step(random, -2, 2, 0.1);

/** √ᾱ·x₀ + √(1 − ᾱ)·ε */
const noised: Generator = (random) => {
  const [kept, data, noise] = [pick(random, KEPT), unit(random), unit(random)];
  const left = 1 - kept;
  const answer = Math.sqrt(kept) * data + Math.sqrt(left) * noise;
  return {
    values: { kept, data, noise },
    answer,
    tolerance: 0.01,
    working: [line(`√${n(kept)} × ${n(data)} + √(1 − ${n(kept)}) × ${n(noise)}`, answer, 3)],
    slips: {
      noRoots: kept * data + left * noise,
      swapped: Math.sqrt(left) * data + Math.sqrt(kept) * noise,
      oneRoot: Math.sqrt(kept) * data + left * noise,
    },
  };
};

/** ᾱ / (1 − ᾱ) */
const signalToNoise: Generator = (random) => {
  const kept = step(random, 0.05, 0.95, 0.05);
  const answer = kept / (1 - kept);
  return {
    values: { kept },
    answer,
    tolerance: 0.01 * answer,
    working: [line(`${n(kept)} / (1 − ${n(kept)})`, answer, 4)],
    slips: { root: Math.sqrt(answer), inverse: 1 / answer, squared: (kept / (1 - kept)) ** 2 },
  };
};

/** (x − √(1 − ᾱ)·ε) / √ᾱ */
const dataFromNoise: Generator = (random) => {
  const [kept, mixed, noise] = [pick(random, KEPT), unit(random), unit(random)];
  const left = Math.sqrt(1 - kept);
  const answer = (mixed - left * noise) / Math.sqrt(kept);
  return {
    values: { kept, mixed, noise },
    answer,
    tolerance: 0.01,
    working: [
      line(`${n(mixed)} − √(1 − ${n(kept)}) × ${n(noise)}`, mixed - left * noise, 4),
      line(`(${n(mixed)} − √(1 − ${n(kept)}) × ${n(noise)}) / √${n(kept)}`, answer, 3),
    ],
    slips: {
      notDivided: mixed - left * noise,
      noRoots: (mixed - (1 - kept) * noise) / kept,
      plainNoise: (mixed - noise) / Math.sqrt(kept),
    },
  };
};

/** −ε / √(1 − ᾱ) */
const score: Generator = (random) => {
  const [kept, noise] = [pick(random, KEPT), unit(random)];
  const answer = -noise / Math.sqrt(1 - kept);
  return {
    values: { kept, noise },
    answer,
    tolerance: 0.01,
    working: [line(`−${n(noise)} / √(1 − ${n(kept)})`, answer, 3)],
    slips: { sign: -answer, noRoot: -noise / (1 - kept), byData: -noise / Math.sqrt(kept) },
  };
};

/** v = √ᾱ·ε − √(1 − ᾱ)·x₀ */
const velocityTarget: Generator = (random) => {
  const [kept, data, noise] = [pick(random, KEPT), unit(random), unit(random)];
  const [signal, left] = [Math.sqrt(kept), Math.sqrt(1 - kept)];
  const answer = signal * noise - left * data;
  return {
    values: { kept, data, noise },
    answer,
    tolerance: 0.01,
    working: [line(`√${n(kept)} × ${n(noise)} − √(1 − ${n(kept)}) × ${n(data)}`, answer, 3)],
    slips: {
      difference: noise - data,
      noised: signal * data + left * noise,
      swapped: left * noise - signal * data,
    },
  };
};

/** ε∅ + s·(ε_c − ε∅) */
const guided: Generator = (random) => {
  const [free, told] = [unit(random), unit(random)];
  const scale = step(random, 1.5, 9, 0.5);
  const answer = Number((free + scale * (told - free)).toFixed(6));
  return {
    values: { free, told, scale },
    answer,
    tolerance: 0.01,
    working: [line(`${n(free)} + ${n(scale)} × (${n(told)} − ${n(free)})`, answer)],
    slips: {
      otherConvention: (1 + scale) * told - scale * free,
      swapped: told + scale * (free - told),
      mean: free + (told - free) / scale,
    },
  };
};

/** (1 − t)·x₀ + t·ε */
const flowPoint: Generator = (random) => {
  const [data, noise, time] = [unit(random), unit(random), step(random, 0.1, 0.9, 0.1)];
  const answer = Number(((1 - time) * data + time * noise).toFixed(6));
  const t = n(time);
  return {
    values: { data, noise, time },
    answer,
    tolerance: 0.01,
    working: [line(`(1 − ${t}) × ${n(data)} + ${t} × ${n(noise)}`, answer)],
    slips: {
      otherTime: time * data + (1 - time) * noise,
      diffusion: Math.sqrt(1 - time) * data + Math.sqrt(time) * noise,
      added: data + time * noise,
    },
  };
};

/** v = ε − x₀ = (x_t − x₀) / t */
const flowVelocity: Generator = (random) => {
  const [data, noise, time] = [unit(random), unit(random), step(random, 0.1, 0.9, 0.1)];
  const mixed = Number(((1 - time) * data + time * noise).toFixed(6));
  const answer = Number((noise - data).toFixed(6));
  return {
    values: { data, mixed, time },
    answer,
    tolerance: 0.01,
    working: [line(`(${n(mixed)} − ${n(data)}) / ${n(time)}`, answer)],
    slips: {
      sign: -answer,
      step: mixed - data,
      restOfWay: (mixed - data) / (1 - time),
    },
  };
};

/** x − Δt·v, from noise at 1 to data at 0. */
const eulerStep: Generator = (random) => {
  const [mixed, velocity] = [unit(random), unit(random)];
  const steps = pick(random, [4, 5, 10, 20]);
  const answer = Number((mixed - velocity / steps).toFixed(6));
  return {
    values: { mixed, velocity, steps },
    answer,
    tolerance: 0.004,
    working: [line(`${n(mixed)} − ${n(velocity)} / ${n(steps)}`, answer)],
    slips: {
      towardsNoise: mixed + velocity / steps,
      wholeWay: mixed - velocity,
      scaled: mixed / steps - velocity / steps,
    },
  };
};

/** ᾱ = Π (1 − β) */
const keptAfter: Generator = (random) => {
  const betas = Array.from({ length: 3 }, () => step(random, 0.05, 0.5, 0.05));
  const answer = betas.reduce((kept, beta) => kept * (1 - beta), 1);
  const sum = betas.reduce((all, beta) => all + beta, 0);
  return {
    values: { betas },
    answer,
    tolerance: 0.002,
    working: [
      line(
        join(
          betas.map((beta) => `(1 − ${n(beta)})`),
          ' × ',
        ),
        answer,
      ),
    ],
    slips: {
      subtracted: 1 - sum,
      noiseLeft: 1 - answer,
      product: betas.reduce((all, beta) => all * beta, 1),
      root: Math.sqrt(answer),
    },
  };
};

/** steps × evaluations a step × 2 with guidance */
const evaluations: Generator = (random) => {
  const steps = 5 * whole(random, 2, 20);
  const order = pick(random, [2, 4]);
  const answer = 2 * order * steps;
  return {
    values: {
      steps,
      solver: order === 2 ? 'Heun’s' : 'the classical Runge–Kutta',
      order,
    },
    answer,
    working: [line(`2 × ${n(order)} × ${n(steps)}`, answer)],
    slips: { noGuidance: order * steps, stepsAlone: steps },
  };
};

/** 10·log₁₀(MAX² / MSE) */
const peakSignal: Generator = (random) => {
  const error = pick(random, [4, 10, 16, 25, 50, 100, 150, 400]);
  const answer = 10 * Math.log10(255 ** 2 / error);
  return {
    values: { error },
    answer,
    tolerance: 0.1,
    working: [line(`10 × log10(255² / ${n(error)})`, answer, 2)],
    slips: {
      twice: 2 * answer,
      noSquare: 10 * Math.log10(255 / error),
      natural: 10 * Math.log(255 ** 2 / error),
    },
  };
};

export const diffusion = {
  noised,
  'signal-to-noise': signalToNoise,
  'data-from-noise': dataFromNoise,
  score,
  'velocity-target': velocityTarget,
  guided,
  'flow-point': flowPoint,
  'flow-velocity': flowVelocity,
  'euler-step': eulerStep,
  'kept-after': keptAfter,
  evaluations,
  'peak-signal': peakSignal,
};
