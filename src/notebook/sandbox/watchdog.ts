import { LIMITS } from '../limits.ts';

/** Why the page put an end to a run. */
export type Verdict =
  /** The sandbox never became ready. */
  | 'no-start'
  /** The reader's code ran past its time. */
  | 'timeout'
  /** The frame stopped answering: the browser ended it, or it is starved. */
  | 'died'
  /** More messages than an honest runtime sends. */
  | 'flood';

export interface Watchdog {
  /** Reader code runs from now on: its time and its messages are counted anew. */
  readonly ready: () => void;
  /** No reader code is asked for: only the heartbeat is watched, and messages are counted on. */
  readonly rest: () => void;
  readonly beat: () => void;
  readonly message: () => void;
  readonly stop: () => void;
}

/**
 * Watches one run from the page. Nothing inside the sandbox could: an endless loop starves the
 * worker, a flood of messages starves the frame, and out of memory ends both without a word.
 */
export function createWatchdog(ping: () => void, bite: (verdict: Verdict) => void): Watchdog {
  let missed = 0;
  let messages = 0;
  const end = (verdict: Verdict): void => {
    stop();
    bite(verdict);
  };
  let limit = setTimeout(end, LIMITS.startMilliseconds, 'no-start');
  const pulse = setInterval(() => {
    if (missed >= LIMITS.missedBeats) return end('died');
    missed += 1;
    ping();
  }, LIMITS.beatMilliseconds);
  const stop = (): void => {
    clearTimeout(limit);
    clearInterval(pulse);
  };
  return {
    rest: () => clearTimeout(limit),
    ready: () => {
      clearTimeout(limit);
      messages = 0;
      limit = setTimeout(end, LIMITS.runMilliseconds, 'timeout');
    },
    beat: () => {
      missed = 0;
    },
    message: () => {
      messages += 1;
      if (messages > LIMITS.messages) end('flood');
    },
    stop,
  };
}
