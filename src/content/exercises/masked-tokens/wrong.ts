import type { Wrong } from '../../../notebook/judge/exercise.ts';

const CHOSEN = '!options.special.includes(id) && luck.choose[t] < 0.15';
const LABELS = 'ids.map((id, t) => (chosen[t] ? id : -100))';
const MASK = 'if (kind < 0.8) return mask;';
const WORD = 'if (kind < 0.9) return first + Math.floor(word * (end - first));';

const wrong: readonly Wrong[] = [
  {
    id: 'special-too',
    says: 'You choose special tokens, too. Nobody has to predict [CLS], [SEP] or padding.',
    edits: [[CHOSEN, 'luck.choose[t] < 0.15']],
  },
  {
    id: 'all-masked',
    says: 'All your chosen tokens become [MASK]. One in ten should be a random word and one in ten stay; `kind` decides, not `choose`.',
    edits: [[MASK, 'if (true) return mask;']],
  },
  {
    id: 'nothing-changed',
    says: 'The model reads the text as it is, with the answers in it.',
    edits: [['if (!chosen[t]) return id', 'return id']],
  },
  {
    id: 'labels-everywhere',
    says: 'You ask for every token. Only the chosen ones have a label; the others are −100.',
    edits: [[LABELS, '[...ids]']],
  },
  {
    id: 'labels-of-inputs',
    says: 'Your labels are what the model reads. They have to be what stood there before.',
    edits: [[LABELS, 'inputs.map((id, t) => (chosen[t] ? id : -100))']],
  },
  {
    id: 'labels-of-changed',
    says: 'You ask only for tokens that were changed. The chosen ones that stay as they are have a label as well: that is what they are there for.',
    edits: [[LABELS, 'ids.map((id, t) => (inputs[t] !== id ? id : -100))']],
  },
  {
    id: 'labels-of-masks',
    says: 'You ask only where [MASK] stands. Random words and tokens that stay have a label as well.',
    edits: [[LABELS, 'ids.map((id, t) => (inputs[t] === options.mask ? id : -100))']],
  },
  {
    id: 'shares-not-added',
    says: 'Your random word asks for a number below 0.1, which has become a mask already: no random word ever comes. The shares add up: 0.8, then 0.9.',
    edits: [['kind < 0.9', 'kind < 0.1']],
  },
  {
    id: 'kept-before-random',
    says: 'Random words and tokens that stay have changed places: 0.8 to 0.9 stands for the word.',
    edits: [
      [WORD, 'if (kind < 0.9) return id;'],
      ['return id;\n}', 'return first + Math.floor(word * (end - first));\n}'],
    ],
  },
  {
    id: 'special-words',
    says: 'Your random words come from all ids, special ones among them. They begin at `first`.',
    edits: [['first + Math.floor(word * (end - first))', 'Math.floor(word * end)']],
  },
  {
    id: 'end-included',
    says: 'The last of your random words is `end`. That is one too far: the words go to end − 1.',
    edits: [['word * (end - first)', 'word * (end - first + 1)']],
  },
  {
    id: 'turned-around',
    says: 'You choose 85 % of the tokens and leave 15 %. It has to be the other way round.',
    edits: [['luck.choose[t] < 0.15', 'luck.choose[t] > 0.15']],
  },
];

export default wrong;
