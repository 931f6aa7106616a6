/** Where an interview that is not over is kept. */
export interface SessionStore {
  /** Nothing if there is none, or the browser does not say. */
  readonly read: () => string | undefined;
  /** False if the browser would not. */
  readonly write: (text: string) => boolean;
  readonly remove: () => void;
  /** Calls when another tab writes one or takes it away, until the returned function is called. */
  readonly listen: (other: (isThere: boolean) => void) => () => void;
}

/**
 * In this browser: one localStorage item, the text of `src/interview/mock/saved.ts`. Written at each
 * move, at each rest of the keyboard and every few seconds; removed when the interview is over.
 */
const KEY = 'mock:session';

export const browserStore: SessionStore = {
  read: () => {
    try {
      return localStorage.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write: (text) => {
    try {
      localStorage.setItem(KEY, text);
      return true;
    } catch {
      return false;
    }
  },
  remove: () => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Then nothing was kept either.
    }
  },
  listen: (other) => {
    const hear = ({ key, newValue }: StorageEvent) => {
      if (key === KEY) other(newValue !== null);
    };
    addEventListener('storage', hear);
    return () => removeEventListener('storage', hear);
  },
};
