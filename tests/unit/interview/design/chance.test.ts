import { describe, expect, it } from 'vitest';
import { atLeast } from '../../../../src/interview/design/chance/binomial.ts';
import {
  normalQuantile,
  twoSided,
  wilson,
} from '../../../../src/interview/design/chance/normal.ts';
import {
  chanceToWait,
  meanWait,
  workersFor,
} from '../../../../src/interview/design/chance/queue.ts';

describe('a queue', () => {
  it('with one worker: the load waits, ρ / (1 − ρ) service times', () => {
    for (const load of [0.1, 0.5, 0.9]) {
      expect(chanceToWait(1, load)).toBeCloseTo(load, 12);
      expect(meanWait(1, load)).toBeCloseTo(load / (1 - load), 12);
    }
  });

  it('is Erlang’s formula, summed term by term', () => {
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    for (const [c, a] of [
      [2, 1.5],
      [10, 8],
      [14, 12.14],
    ] as const) {
      const busy = (a ** c / factorial(c)) * (c / (c - a));
      const free = Array.from({ length: c }, (_, n) => a ** n / factorial(n));
      const wanted = busy / (free.reduce((sum, term) => sum + term, 0) + busy);
      expect(chanceToWait(c, a)).toBeCloseTo(wanted, 12);
    }
  });

  it('grows without end where the workers are too few', () => {
    expect(chanceToWait(3, 3)).toBe(1);
    expect(meanWait(3, 3)).toBe(Infinity);
  });

  it('gets the fewest workers that do', () => {
    for (const [load, most] of [
      [0.2, 5],
      [12.14, 0.4],
      [12.14, 0.01],
      [90_000.5, 0.001],
    ] as const) {
      const workers = workersFor(load, most);
      expect(meanWait(workers, load)).toBeLessThanOrEqual(most);
      expect(meanWait(workers - 1, load)).toBeGreaterThan(most);
    }
  });
});

describe('the normal distribution', () => {
  // From any table.
  it.each([
    [0.5, 0],
    [0.8, 0.8416212336],
    [0.9, 1.2815515655],
    [0.975, 1.9599639845],
    [0.995, 2.5758293035],
    [0.0001, -3.7190164855],
  ])('%d lies below z = %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 7);
  });

  it('has 1.96 on both sides of 95 %', () => {
    expect(twoSided(0.95)).toBeCloseTo(1.959964, 6);
  });
});

describe('an interval of a share', () => {
  it('solves |p − q| = z·√(q(1 − q) / n), which defines it', () => {
    for (const [p, n] of [
      [0.55, 400],
      [0.05, 20],
      [0.99, 1000],
    ] as const) {
      for (const q of wilson(p, n, 1.96)) {
        expect(Math.abs(p - q)).toBeCloseTo(1.96 * Math.sqrt((q * (1 - q)) / n), 10);
      }
    }
  });

  it('stays within 0 and 1', () => {
    expect(wilson(0, 10, 1.96)[0]).toBeCloseTo(0, 12);
    expect(wilson(1, 10, 1.96)[1]).toBeCloseTo(1, 12);
  });
});

describe('at least k of n', () => {
  it('counts: 4 coins', () => {
    expect([0, 1, 2, 3, 4].map((k) => atLeast(k, 4, 0.5) * 16)).toEqual(
      [16, 15, 11, 5, 1].map((ways) => expect.closeTo(ways, 10) as number),
    );
  });

  it('is exact in whole numbers: 52 of 64 coins', () => {
    let [ways, choose] = [0n, 1n];
    for (let i = 0n; i <= 64n; i++) {
      if (i >= 52n) ways += choose;
      choose = (choose * (64n - i)) / (i + 1n);
    }
    expect(atLeast(52, 64, 0.5)).toBeCloseTo(Number(ways) / 2 ** 64, 15);
  });

  it('is certain or impossible at the ends', () => {
    expect(atLeast(0, 5, 0.2)).toBe(1);
    expect(atLeast(6, 5, 0.2)).toBe(0);
    expect(atLeast(1, 5, 0)).toBe(0);
    expect(atLeast(5, 5, 1)).toBe(1);
    expect(atLeast(6, 5, 1)).toBe(0);
  });
});
