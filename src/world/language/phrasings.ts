import type { Said } from './meaning.ts';

/** A way to say a scene in both languages. Each way in English has its one way in Chinese. */
export interface Phrasing {
  readonly name: string;
  readonly english: string;
  readonly chinese: string;
  /** Whether it can say so much of so many things. */
  readonly can: (said: Said, things: number) => boolean;
}

/** The places of the words differ between the languages: that is what cross-attention has to learn. */
export const PHRASINGS: readonly Phrasing[] = [
  {
    name: 'plain',
    english: 'FIRST [MOTION] [PLACE ,] [RELATION SECOND]',
    chinese: '[PLACE 的] 一个 FIRST [在 SECOND RELATION] [MOTION]',
    can: () => true,
  },
  {
    name: 'fronted',
    english: '[PLACE ,] [RELATION SECOND ,] FIRST MOTION',
    chinese: '[在 PLACE ，] [在 SECOND RELATION ，] 一个 FIRST MOTION',
    can: movesSomewhere,
  },
  {
    name: 'sentences',
    english: 'there is FIRST [PLACE] . [it MOTION .] [it is RELATION SECOND .]',
    chinese: '[PLACE] 有 一个 FIRST 。 [它 MOTION 。] [它 在 SECOND RELATION 。]',
    can: () => true,
  },
  {
    name: 'existential',
    english: 'there is FIRST MOVING [PLACE ,] [RELATION SECOND]',
    chinese: '[在 PLACE ，] [在 SECOND RELATION ，] 有 一个 MOTION 的 FIRST',
    can: ({ motion }) => motion,
  },
  {
    name: 'relative',
    english: 'FIRST that MOTION is [PLACE ,] [RELATION SECOND]',
    chinese: '一个 MOTION 的 FIRST [位于 PLACE ，] [在 SECOND RELATION]',
    can: movesSomewhere,
  },
  {
    name: 'anchored',
    english: 'there is SECOND . RELATION it , FIRST MOTION [PLACE] .',
    chinese: '有 一个 SECOND 。 在 它 RELATION ， 一个 FIRST [在 PLACE] MOTION 。',
    can: ({ motion }, things) => motion && things === 2,
  },
];

/** Whether the motion is told, and a place or a relation. */
function movesSomewhere({ motion, place }: Said, things: number): boolean {
  return motion && (place || things === 2);
}
