import { LEXICON } from '../lexicon.ts';
import { TOLD } from './item.ts';
import type { Words } from '../lexicon.ts';
import type { Item, Phrases } from './item.ts';

const FILLERS = [
  '在',
  '有',
  '位于',
  '是',
  '和',
  '与',
  '处',
  '角',
  '，',
  '。',
  '、',
  '！',
  '？',
  ',',
  '.',
];
const ARTICLES = ['一个', '一', '个', '这个', '那个'];

/** Every phrase that the Chinese parser knows. */
export const CHINESE_PHRASES: Phrases = new Map<string, Item>([
  ...FILLERS.map((word): [string, Item] => [word, { kind: 'filler' }]),
  ...ARTICLES.map((word): [string, Item] => [word, { kind: 'article' }]),
  ['它', { kind: 'it' }],
  ['的', { kind: 'glue' }],
  ['移动', { kind: 'verb' }],
  ...TOLD.flatMap((told) => {
    const values: Readonly<Record<string, Words>> = LEXICON[told.kind];
    const words = values[told.value]?.chinese ?? [];
    return words.flatMap(spoken).map((word): [string, Item] => [word, told]);
  }),
]);

/** 向右移动: also 往右移动 and 向右. */
function spoken(word: string): string[] {
  const [way, verb] = word.split(' ');
  if (!way || !verb) return [word];
  return [`${way}${verb}`, `${way.replace('向', '往')}${verb}`, way];
}
