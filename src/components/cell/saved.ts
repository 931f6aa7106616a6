/**
 * The reader's version of a cell's code, kept in the browser until the reader's store takes over.
 *
 * Format: one localStorage item a cell, `cell:<id>`, holding the code as it is. Removed when the
 * code equals the lesson's. Where storage is blocked or full, the code lives in memory only.
 */
const key = (id: string): string => `cell:${id}`;

export function loadCode(id: string, original: string): string {
  try {
    return localStorage.getItem(key(id)) ?? original;
  } catch {
    return original;
  }
}

export function saveCode(id: string, code: string, original: string): void {
  try {
    if (code === original) localStorage.removeItem(key(id));
    else localStorage.setItem(key(id), code);
  } catch {
    // Blocked or full: nothing that the reader could do about it here.
  }
}
