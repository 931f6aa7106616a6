/** One of those that are compared. */
export interface Contestant {
  readonly name: string;
  /** Done before the clock starts: to switch kernels, for one. */
  readonly prepare?: () => void;
  /** What is timed: until the result is there. */
  readonly run: () => unknown;
}

/** What was compared, and how long each took: the median, in milliseconds. */
export interface Race {
  readonly what: string;
  readonly times: Readonly<Record<string, number>>;
  /** Numbers of floating-point operations, for a rate. */
  readonly work?: number;
}

/** When to stop: whatever comes first, but not before three rounds. */
export interface Limits {
  readonly rounds?: number;
  readonly seconds?: number;
  /** Rounds that do not count, while the engine compiles. */
  readonly warmUp?: number;
}

/**
 * Times the contestants in turns, so that what else the machine does burdens all alike.
 */
export async function race(
  contestants: readonly Contestant[],
  { rounds = 30, seconds = 3, warmUp = 12 }: Limits = {},
): Promise<Record<string, number>> {
  const times = contestants.map((): number[] => []);
  await repeat(warmUp, seconds / 4, contestants, () => {});
  await repeat(rounds, seconds, contestants, (at, taken) => void times[at]?.push(taken));
  return Object.fromEntries(contestants.map(({ name }, at) => [name, median(times[at] ?? [])]));
}

/** Runs all in turns, `rounds` times or until the time is up, but three times at least. */
async function repeat(
  rounds: number,
  seconds: number,
  contestants: readonly Contestant[],
  note: (at: number, milliseconds: number) => void,
): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  for (let i = 0; i < rounds && (i < 3 || performance.now() < end); i++) {
    for (const [at, one] of contestants.entries()) note(at, await time(one));
  }
}

async function time({ prepare, run }: Contestant): Promise<number> {
  prepare?.();
  const start = now();
  await run();
  return now() - start;
}

/**
 * A clock in milliseconds. In Node, the time that the process had the processor: what else the machine
 * does would make a long contestant look slower than two short ones.
 */
const now = 'process' in globalThis ? processorTime : () => performance.now();

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
