/**
 * As much of Vitest as the oracle tests use, for a page: they run on the backend that is set.
 * An expectation that is not here is an error, not a pass.
 */

interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

const tests: Test[] = [];
const suites: string[] = [];

function describeSuite(name: string, define: () => void): void {
  suites.push(name);
  define();
  suites.pop();
}

function addTest(name: string, run: () => unknown): void {
  tests.push({ name: [...suites, name].join(' > '), run });
}

type Add = (name: string, run: () => void) => void;

function each(rows: readonly unknown[], add: Add) {
  return (name: string, run: (...row: never[]) => unknown) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      const title = name
        .replace(/\$(\w+)/g, (_, key: string) => String((row as Record<string, unknown>)[key]))
        .replace(/%\w/, String(values[0]));
      add(title, () => run(...(values as never[])));
    }
  };
}

export const describe = Object.assign(describeSuite, {
  each: (rows: readonly unknown[]) => each(rows, describeSuite),
});

export const it = Object.assign(addTest, {
  each: (rows: readonly unknown[]) => each(rows, addTest),
});

export const test = it;

/** Runs what was collected; returns what failed, in words. */
export async function runTests(): Promise<{ problems: string[]; checked: number }> {
  const problems: string[] = [];
  for (const { name, run } of tests) {
    try {
      await run();
    } catch (error) {
      problems.push(`${name}: ${String(error)}`);
    }
  }
  return { problems, checked: tests.length };
}

type Matcher = (got: never, wanted: never, digits?: number) => boolean;

const matchers = {
  toBe: (got: unknown, wanted: unknown) => Object.is(got, wanted),
  toEqual: (got: unknown, wanted: unknown) => write(got) === write(wanted),
  toBeUndefined: (got: unknown) => got === undefined,
  toBeDefined: (got: unknown) => got !== undefined,
  toHaveLength: (got: ArrayLike<unknown>, wanted: number) => got.length === wanted,
  toContain: (got: readonly unknown[], wanted: unknown) => got.includes(wanted),
  toBeLessThan: (got: number, wanted: number) => got < wanted,
  toBeLessThanOrEqual: (got: number, wanted: number) => got <= wanted,
  toBeGreaterThan: (got: number, wanted: number) => got > wanted,
  toBeGreaterThanOrEqual: (got: number, wanted: number) => got >= wanted,
  toBeCloseTo: (got: number, wanted: number, digits = 2) =>
    Math.abs(got - wanted) < 10 ** -digits / 2,
} satisfies Record<string, Matcher>;

type Matchers = Record<keyof typeof matchers, (wanted?: unknown, digits?: number) => void>;

export function expect(got: unknown, what = 'expected'): Matchers & { readonly not: Matchers } {
  return { ...bind(got, what, true), not: bind(got, `${what}, not`, false) };
}

function bind(got: unknown, what: string, wish: boolean): Matchers {
  const bound = Object.entries(matchers).map(([name, matches]) => [
    name,
    (wanted: unknown, digits?: number) => {
      if ((matches as Matcher)(got as never, wanted as never, digits) === wish) return;
      throw new Error(`${what}: ${name}: got ${write(got)}, wanted ${write(wanted)}`);
    },
  ]);
  return Object.fromEntries(bound) as Matchers;
}

/** Typed arrays as plain ones, and NaN as a word: JSON has neither. */
function write(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (ArrayBuffer.isView(part)) return Array.from(part as Float32Array);
    return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
  });
}
