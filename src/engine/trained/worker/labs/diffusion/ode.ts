import type { Rates } from '../../../../../model/index.ts';
import { posterior } from './mixture.ts';
import type { Mixture, Point } from './mixture.ts';

/** A class, what it is guided away from, and how far. */
export interface Aim {
  readonly wanted: Mixture;
  readonly all: Mixture;
  readonly guidance: number;
}

const STEPS = 160;

/**
 * Where a noisy point ends if the steps are endlessly small: the probability-flow ODE. With
 * φ = atan(noise / signal) every schedule has the same one, on x divided by √(signal² + noise²), and
 * its slope is v:
 *
 *     dx/dφ = cos φ·ε − sin φ·x₀
 *
 * Salimans and Ho 2022, appendix D. By the classical method of Runge and Kutta.
 */
export function endOf(aim: Aim, start: Point, { signal, noise }: Rates): Point {
  const size = Math.hypot(signal, noise);
  const h = -Math.atan2(noise, signal) / STEPS;
  let x: Point = [start[0] / size, start[1] / size];
  for (let step = 0; step < STEPS; step++) {
    const phi = (step - STEPS) * h;
    const a = slope(aim, x, phi);
    const b = slope(aim, move(x, a, h / 2), phi + h / 2);
    const c = slope(aim, move(x, b, h / 2), phi + h / 2);
    const d = slope(aim, move(x, c, h), phi + h);
    x = move(move(x, [a[0] + d[0], a[1] + d[1]], h / 6), [b[0] + c[0], b[1] + c[1]], h / 3);
  }
  return x;
}

function slope({ wanted, all, guidance }: Aim, x: Point, phi: number): Point {
  const rates = { signal: Math.cos(phi), noise: Math.sin(phi) };
  const toward = velocity(wanted, x, rates);
  if (guidance === 1) return toward;
  return move(toward, difference(toward, velocity(all, x, rates)), guidance - 1);
}

/** v, of the variance-preserving rates. */
function velocity(mixture: Mixture, x: Point, rates: Rates): Point {
  const { clean, epsilon } = posterior(mixture, x, rates);
  const { signal, noise } = rates;
  return [signal * epsilon[0] - noise * clean[0], signal * epsilon[1] - noise * clean[1]];
}

function move(x: Point, by: Point, h: number): Point {
  return [x[0] + h * by[0], x[1] + h * by[1]];
}

function difference(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1]];
}
