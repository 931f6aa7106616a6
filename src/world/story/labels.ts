import { MOTIONS, SHAPES, gridOf, relationOf } from '../scene.ts';
import type { Said } from '../language/meaning.ts';
import type { Color, Scene, Thing } from '../scene.ts';

/** A way to sort scenes into classes by their captions. */
export interface Labeling {
  readonly classes: readonly string[];
  /** How many things a scene must have. */
  readonly things: readonly (1 | 2)[];
  /** What a caption must tell, beside colors, shapes and the relation, which every caption tells. */
  readonly needs: readonly (keyof Said)[];
  /** The index of a scene's class. */
  readonly labelOf: (scene: Scene) => number;
}

const WARM: readonly Color[] = ['red', 'orange', 'yellow', 'pink'];
const NO_YES = ['no', 'yes'] as const;

/** From what two words tell to what takes three facts at once. */
export const LABELINGS = {
  /** How the first thing moves. */
  motion: {
    classes: MOTIONS,
    things: [1, 2],
    needs: ['motion'],
    labelOf: ([first]) => MOTIONS.indexOf(first.motion),
  },
  /** In which row the thing is: three places each. */
  row: {
    classes: ['top', 'middle', 'bottom'],
    things: [1],
    needs: ['place'],
    labelOf: ([first]) => gridOf(first.place)[0],
  },
  /** Of two things, the shape of the one whose motion is told, in whatever order they come. */
  mover: {
    classes: SHAPES,
    things: [2],
    needs: ['motion'],
    labelOf: ([first]) => SHAPES.indexOf(first.shape),
  },
  /** Of two things, whether one moves and is warm in color: its motion and its color count. */
  warm: {
    classes: NO_YES,
    things: [2],
    needs: ['motion'],
    labelOf: ([first]) => Number(first.motion !== 'still' && isWarm(first)),
  },
  /** Whether the upper or left one of two things is warm: the relation and two colors count. */
  leading: {
    classes: NO_YES,
    things: [2],
    needs: [],
    labelOf: (scene) => Number(isWarm(leaderOf(scene))),
  },
} as const satisfies Readonly<Record<string, Labeling>>;

function isWarm({ color }: Thing): boolean {
  return WARM.includes(color);
}

/** The one above or to the left of the other. */
function leaderOf(scene: Scene): Thing {
  const [first, second = first] = scene;
  const relation = relationOf(scene);
  return relation === 'below' || relation === 'right of' ? second : first;
}
