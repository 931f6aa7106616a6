import type { Topic } from '../topics.ts';
import type { Section } from './section.ts';

export const ROLES = ['research', 'applied', 'infrastructure', 'video'] as const;
export type Role = (typeof ROLES)[number];

/** How long an interview may take, in minutes. */
export const MINUTES = [20, 30, 45, 60, 90] as const;

/** What a role is asked. */
export interface Profile {
  /** The share of the time that each section gets, in percent. */
  readonly sections: Readonly<Record<Section, number>>;
  /** How often a topic is drawn, against the others. */
  readonly topics: Readonly<Record<Topic, number>>;
}

/** Our own judgment of what each role is asked; no source counts it. */
export const PROFILES: Readonly<Record<Role, Profile>> = {
  research: {
    sections: { explain: 25, derive: 25, numbers: 10, code: 20, debug: 10, design: 10 },
    topics: profile(3, 2, 1, 3, 4, 2, 1),
  },
  applied: {
    sections: { explain: 25, derive: 10, numbers: 10, code: 25, debug: 15, design: 15 },
    topics: profile(3, 3, 2, 4, 1, 1, 3),
  },
  infrastructure: {
    sections: { explain: 15, derive: 10, numbers: 20, code: 20, debug: 15, design: 20 },
    topics: profile(2, 2, 6, 3, 1, 1, 2),
  },
  video: {
    sections: { explain: 20, derive: 15, numbers: 15, code: 15, debug: 10, design: 25 },
    topics: profile(1, 1, 2, 1, 5, 6, 1),
  },
};

function profile(
  attention: number,
  transformer: number,
  efficiency: number,
  preTraining: number,
  diffusion: number,
  video: number,
  code: number,
): Profile['topics'] {
  return {
    attention,
    transformer,
    efficiency,
    'pre-training': preTraining,
    diffusion,
    video,
    code,
    // They are drawn in a section of their own, where nothing else is.
    design: 1,
  };
}
