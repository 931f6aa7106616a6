/**
 * The exponent of a power law through points: the slope of the line that fits their logarithms best.
 * @param {readonly { size: number, time: number }[]} points
 */
export function fitExponent(points) {
  const logs = points.map(({ size, time }) => [Math.log(size), Math.log(time)]);
  const mean = (/** @type {0 | 1} */ axis) =>
    logs.reduce((sum, log) => sum + (log[axis] ?? 0), 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const along = logs.reduce((sum, [a = 0, b = 0]) => sum + (a - x) * (b - y), 0);
  return along / logs.reduce((sum, [a = 0]) => sum + (a - x) ** 2, 0);
}
