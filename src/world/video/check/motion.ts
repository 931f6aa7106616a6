import { MOTIONS } from '../../scene.ts';
import type { Motion } from '../../scene.ts';

/** To the right, down, and the logarithm of the radius: how a thing changes. */
export type Course = readonly (readonly [x: number, y: number, growth: number])[];

/** The course of each motion, at times from 0 to 1, of any extent and from anywhere. */
const COURSES: Readonly<Record<Exclude<Motion, 'still'>, (time: number) => Course[number]>> = {
  right: (time) => [time, 0, 0],
  left: (time) => [-time, 0, 0],
  up: (time) => [0, -time, 0],
  down: (time) => [0, time, 0],
  grow: (time) => [0, 0, time],
  shrink: (time) => [0, 0, -time],
  loop: (time) => [Math.sin(turn(time)), -Math.cos(turn(time)), 0],
  bounce: (time) => [0, -Math.abs(Math.sin(turn(time))), 0],
  swing: (time) => [Math.sin(turn(time)), 0, 0],
};

/** So many units of way count as much as growing e times larger. */
const GROWTH_UNITS = 5;
/** What changes less, in units as a root mean square, is still. */
const STILL = 0.7;
/** The share of its change that the motion must account for. */
const LEAST_SHARE = 0.5;

/**
 * The motion whose course is most like what was seen: the one with the greatest projection of the
 * one on the other.
 *
 * @param course x and y in units
 * @param times of the frames, from 0 to 1
 */
export function motionOf(course: Course, times: readonly number[]): Motion | undefined {
  if (times.length < 3) return undefined;
  const seen = centered(course.map(([x, y, growth]) => [x, y, GROWTH_UNITS * growth]));
  const change = norm(seen);
  if (change / Math.sqrt(times.length) < STILL) return 'still';
  const [motion, projection] = MOTIONS.filter((one) => one !== 'still')
    .map((one) => [one, project(seen, centered(times.map(COURSES[one])))] as const)
    .reduce((best, other) => (other[1] > best[1] ? other : best));
  return projection ** 2 > LEAST_SHARE * change ** 2 ? motion : undefined;
}

function turn(time: number): number {
  return 2 * Math.PI * time;
}

function project(seen: Course, course: Course): number {
  const products = seen.map((point, i) =>
    point.map((value, axis) => value * (course[i]?.[axis] ?? 0)),
  );
  return sum(products.flat()) / Math.max(norm(course), Number.EPSILON);
}

function centered(course: Course): Course {
  const mean = (axis: 0 | 1 | 2) => sum(course.map((point) => point[axis])) / course.length;
  const [x, y, growth] = [mean(0), mean(1), mean(2)];
  return course.map((point) => [point[0] - x, point[1] - y, point[2] - growth]);
}

function norm(course: Course): number {
  return Math.sqrt(sum(course.flat().map((value) => value ** 2)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
