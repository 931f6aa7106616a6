import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const CACHES = 'const caches: Cache[] = network.layers.map(() => ({}));';
const GO_ON = 'past += fresh.length;\n    fresh = [token];';
const KEYS = 'cache.key ? tf.concat([cache.key, key]) : key';
const VALUES = 'cache.value ? tf.concat([cache.value, value]) : value';
const SCORES = 'tf.div(tf.matMul(query, key, false, true), Math.sqrt(D))';
const MASKED = 'tf.where(tf.lessEqual(tf.range(0, S), places), scores, -1e9)';

const wrong: readonly Wrong[] = [
  {
    id: 'no-cache',
    says: 'Your tokens are right, but each step sends the whole text through the layers again. Keep the keys and values, and send the new token alone.',
    edits: [
      [
        GO_ON,
        'fresh = [...prompt, ...tokens];\n    for (const cache of caches) cache.key = cache.value = undefined;',
      ],
    ],
  },
  {
    id: 'no-scale',
    says: 'Your numbers are those without 1/√D: the scores are not scaled.',
    edits: [[SCORES, 'tf.matMul(query, key, false, true)']],
  },
  {
    id: 'uniform',
    says: 'Your attention gives the plain mean of the values so far. The scores make no difference to it.',
    edits: [[SCORES, 'tf.mul(tf.matMul(query, key, false, true), 0)']],
  },
  {
    id: 'always-first-place',
    says: 'You embed each new token as if it stood at the beginning of the text. It stands behind all that came before.',
    edits: [['network.embed(fresh, past)', 'network.embed(fresh, 0)']],
  },
  {
    id: 'only-new',
    says: 'Your cache holds the newest keys and values alone. They have to be put behind those that are kept.',
    edits: [
      [KEYS, 'key'],
      [VALUES, 'value'],
    ],
  },
  {
    id: 'one-cache',
    says: 'All your layers share one cache. Each has keys and values of its own.',
    edits: [
      [CACHES, 'const shared: Cache = {};\n  const caches = network.layers.map(() => shared);'],
    ],
  },
  {
    id: 'no-mask',
    says: 'Nothing is masked: within the prompt, tokens see later ones.',
    edits: [[MASKED, 'scores']],
  },
  {
    id: 'mask-without-past',
    says: 'Your mask takes a new token for the first one of the text, so that it sees the first key alone. It is token `past`.',
    edits: [['tf.range(past, past + T)', 'tf.range(0, T)']],
  },
  {
    id: 'prompt-end-twice',
    says: 'The last token of the prompt goes through the layers twice, and its key is there twice. The prompt itself gives the first new token.',
    edits: [['[prompt, 0]', '[[...prompt, prompt[prompt.length - 1]], 0]']],
  },
  {
    id: 'first-row',
    says: 'You choose by the logits of the first token of the prompt. The last one predicts what comes next.',
    edits: [['tf.slice(x, [fresh.length - 1])', 'tf.slice(x, [0], [1])']],
  },
  {
    id: 'never-ends',
    says: 'Your text goes on behind its end.',
    edits: [[' && tokens.at(-1) !== end', '']],
  },
  {
    id: 'end-left-out',
    says: 'The token `end` is missing in what you return. It belongs to the text, and its logits as well.',
    edits: [
      ['rows.push(logits);', 'if (token === end) break;\n    rows.push(logits);'],
      ['tf.concat(rows)', 'rows.length > 0 ? tf.concat(rows) : tf.zeros([0, 1])'],
    ],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '25: tokens, rows → rows, tokens', why: 'Both are empty at first.' },
  { mutant: '31: -1 → 1', why: 'The logits [1, V] have two axes: the last is the second.' },
];
