import { defineChecks } from '../../../notebook/judge/index.ts';
import type { Case, Property } from '../../../notebook/judge/index.ts';

const sizes = (D: number, H: number): Case['draw'] => {
  return () => [D, H];
};

/** More heads are narrower heads. */
const constant: Property = {
  id: 'constant',
  asks: 'Does the number of weights stay the same with more heads?',
  check: async (call) => {
    const counts = [1, 2, 4, 8].map(async (H) => {
      const { weights } = (await call(16, H)) as { readonly weights: number };
      return weights;
    });
    const [one, ...more] = await Promise.all(counts);
    return more.every((count) => count === one)
      ? undefined
      : `At D = 16, heads 1, 2, 4 and 8 take ${[one, ...more].join(', ')} weights.`;
  },
};

export default defineChecks({
  entry: 'plan',
  parameters: ['D', 'H'],
  cases: [
    { title: 'D = 16, two heads', draw: sizes(16, 2) },
    { title: 'D = 512, eight heads', draw: sizes(512, 8) },
    { title: 'one head', draw: sizes(16, 1) },
    { title: 'as many heads as channels', draw: sizes(8, 8) },
  ],
  properties: [constant],
});
