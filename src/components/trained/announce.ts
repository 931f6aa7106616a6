/** Speaks to a live region, never more often than a listener can follow. */
export interface Announcer {
  /** Says a text: at once if the last one is long enough ago, else later. Only the latest waits. */
  readonly say: (text: string) => void;
  readonly dispose: () => void;
}

/** @param gap milliseconds from one announcement to the next */
export function createAnnouncer(put: (text: string) => void, gap = 1000): Announcer {
  let last = -Infinity;
  let waiting: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speak = () => {
    timer = undefined;
    if (waiting === undefined) return;
    last = performance.now();
    put(waiting);
    waiting = undefined;
  };
  return {
    say: (text) => {
      waiting = text;
      timer ??= setTimeout(speak, Math.max(0, last + gap - performance.now()));
    },
    dispose: () => clearTimeout(timer),
  };
}
