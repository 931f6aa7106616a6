/** The English words of stories and questions that captions do not have. */
export const STORY_WORDS: readonly string[] = [
  'and',
  'how',
  'does',
  'do',
  'move',
  'what',
  'where',
  'thing',
  'size',
  'color',
  'shape',
  'not',
  'told',
  '?',
];
