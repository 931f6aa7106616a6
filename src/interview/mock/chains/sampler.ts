import { pick } from '../../generators/pick.ts';
import { line, n } from '../../generators/write.ts';
import type { Chain } from './chain.ts';

const HOUR = 3600;

/** Sampling with guidance: how often the network is called, and what a device then makes. */
export const sampler: Chain = {
  id: 'sampler',
  topics: ['diffusion', 'video', 'efficiency', 'design'],
  draw: (random) => ({
    order: pick(random, [1, 2, 4]),
    seconds: pick(random, [0.2, 0.25, 0.4, 0.5, 0.8]),
  }),
  steps: [
    {
      name: 'calls',
      card: 'question:diffusion/evaluations',
      seconds: 45,
      choices: [10, 25, 50, 100],
      work: ({ drawn: { order = 0 }, chosen: steps }) => {
        const answer = 2 * order * steps;
        return {
          values: { order, steps },
          answer,
          working: [line(`2 × ${n(order)} × ${n(steps)}`, answer)],
          slips: { noGuidance: order * steps, stepsAlone: steps },
        };
      },
    },
    {
      name: 'rate',
      card: 'question:diffusion/few-steps',
      seconds: 60,
      work: ({ drawn: { seconds = 0 }, numbers: [calls = NaN] }) => {
        const answer = HOUR / (calls * seconds);
        return {
          values: { seconds, calls },
          answer,
          tolerance: 0.02 * answer,
          working: [
            line(`${n(calls)} × ${n(seconds)}`, calls * seconds),
            line(`${n(HOUR)} / ${n(calls * seconds)}`, answer),
          ],
          slips: { oneCall: HOUR / seconds, minute: answer / 60 },
        };
      },
    },
  ],
};
