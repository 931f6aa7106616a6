import { FRESH, type HuntState } from './state.ts';

/**
 * Where the reader is in a hunt, kept in this browser.
 *
 * Format: one localStorage item a hunt, `hunt:<id>`, the fields of `HuntState` as JSON. Written
 * after each step; removed when the hunt is begun anew. What is not of this form counts as nothing.
 * The code is apart: see `../cell/saved.ts`. Where storage is blocked, all lives in memory only.
 */
const key = (id: string): string => `hunt:${id}`;

export function loadHuntState(id: string): HuntState {
  try {
    return readHuntState(JSON.parse(localStorage.getItem(key(id)) ?? 'null')) ?? FRESH;
  } catch {
    return FRESH;
  }
}

/** Keeps the state. False if the browser would not. */
export function saveHuntState(id: string, state: HuntState): boolean {
  try {
    if (state === FRESH) localStorage.removeItem(key(id));
    else localStorage.setItem(key(id), JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

/** A state that was kept; nothing if it is none. */
export function readHuntState(value: unknown): HuntState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { asked, causes, lines, repair, looked } = value as Readonly<Record<string, unknown>>;
  if (!isListOf(asked, 'string') || !isListOf(causes, 'number') || !isListOf(lines, 'number')) {
    return undefined;
  }
  if (typeof looked !== 'boolean' || !['string', 'undefined'].includes(typeof repair)) {
    return undefined;
  }
  return { asked, causes, lines, repair: repair as string | undefined, looked };
}

interface Kinds {
  readonly string: string;
  readonly number: number;
}

function isListOf<K extends keyof Kinds>(value: unknown, kind: K): value is Kinds[K][] {
  return Array.isArray(value) && value.every((item) => typeof item === kind);
}
