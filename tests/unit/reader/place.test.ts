import { expect, test } from 'vitest';
import { placeOf } from '../../../src/components/reader/place.ts';

test.each([
  ['/attention/many-heads/', '/', { lesson: 'attention/many-heads', topic: 'attention' }],
  ['/course/sora/dit-block/', '/course', { lesson: 'sora/dit-block', topic: 'video' }],
  ['/start/what-sora-was/', '/', { lesson: 'start/what-sora-was', topic: 'transformer' }],
  ['/', '/', undefined],
  ['/elsewhere/', '/course', undefined],
])('the lesson of %s below %s', (path, base, place) => {
  expect(placeOf(path, base)).toEqual(place);
});
