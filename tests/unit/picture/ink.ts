import type { Ink } from '../../../src/components/picture/ink.ts';

/** Colors that no two parts of a picture share. */
export const INK: Ink = {
  text: '#000001',
  background: '#fffffe',
  quiet: '#000002',
  line: '#000003',
  frame: '#000004',
  roles: { query: '#a00001', key: '#a00002', value: '#a00003', output: '#a00004' },
  heat: { zero: [0, 0, 0], negative: [0, 0, 200], positive: [200, 0, 0], weight: [200, 200, 0] },
  onWeak: '#000005',
  onStrong: '#000006',
};
