/**
 * The reader's version of a cell's code, kept in this browser.
 *
 * Format: one localStorage item a cell, `cell:<id>`, holding the code as it is. Written while the
 * reader types and before each run; removed when the code equals the lesson's. Where storage is
 * blocked or full, the code lives in memory only.
 */
const key = (id: string): string => `cell:${id}`;

export function loadCode(id: string, original: string): string {
  try {
    return localStorage.getItem(key(id)) ?? original;
  } catch {
    return original;
  }
}

/** Keeps the code. False if the browser would not. */
export function saveCode(id: string, code: string, original: string): boolean {
  try {
    if (code === original) localStorage.removeItem(key(id));
    else localStorage.setItem(key(id), code);
    return true;
  } catch {
    return false;
  }
}

/** Takes up versions that come from another browser. A cell that was changed in this one keeps its own. */
export function adoptCode(codes: ReadonlyMap<string, string>): void {
  for (const [id, code] of codes) {
    // No code of a lesson is empty: none here means none of the reader's.
    if (loadCode(id, '') === '') saveCode(id, code, '');
  }
}
