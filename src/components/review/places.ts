/** Something of the course that a card leads to. */
export interface Place {
  readonly title: string;
  readonly href: string;
}

/** Titles by address below the course's root: `interview/exercises/causal-attention`. */
export type Titles = Readonly<Record<string, string>>;

const FOLDERS = {
  exercise: 'interview/exercises/',
  hunt: 'interview/bug-hunts/',
  lesson: '',
} as const;

/** Where an exercise, a hunt or a lesson is. What has no title here goes by its id. */
export function placeFinder(
  root: string,
  titles: Titles,
): (kind: 'exercise' | 'hunt' | 'lesson', id: string) => Place {
  return (kind, id) => {
    const address = `${FOLDERS[kind]}${id}`;
    const title = Object.hasOwn(titles, address) ? titles[address] : undefined;
    return { title: title ?? id, href: `${root}${address}/` };
  };
}
