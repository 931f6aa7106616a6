import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RIGHT = 'const keyDim = D / H;';

const repairs: readonly Wrong[] = [
  {
    id: 'times',
    says: 'You multiply by the number of heads where it divides: the layer grows with its square.',
    edits: [[RIGHT, 'const keyDim = D * H;']],
  },
  {
    id: 'heads',
    says: 'The width of a head is not the number of heads. At D = H² the two happen to be equal.',
    edits: [[RIGHT, 'const keyDim = H;']],
  },
  {
    id: 'root',
    says: 'The root belongs to the scale. The width of a head is D / H.',
    edits: [[RIGHT, 'const keyDim = Math.sqrt(D);']],
  },
  {
    id: 'one-head',
    says: 'The kernels of queries, keys and values are right in size. The output still takes in H heads as wide as the whole.',
    edits: [
      [RIGHT, 'const keyDim = D;'],
      ['const project = [D, H, keyDim];', 'const project = [D, H, keyDim / H];'],
    ],
  },
];

export default repairs;
