import { expect, test } from 'vitest';
import { studioLab } from '../../../src/components/labs/studio/lab.ts';
import { wordsFor } from '../../../src/components/labs/words.ts';
import { settingsOf } from '../../../src/components/labs/settings.ts';

test('a setting is called as the form has it: by its option, or on and off', () => {
  const { texts } = studioLab;
  expect(wordsFor(texts, 'second', 'seed')).toBe('the next seed');
  expect(wordsFor(texts, 'each', true)).toBe('on');
  expect(wordsFor(texts, 'each', false)).toBe('off');
  expect(wordsFor(texts, 'steps', 4)).toBe('4');
});

test('a step on the screen is told of the studio only where it is not the last', () => {
  const settings = settingsOf(studioLab, 'clip');
  expect(studioLab.idle?.(settings)).toEqual(['moment']);
  expect(studioLab.idle?.({ ...settings, moment: 2 })).toEqual([]);
});
