import type { CurveExhibit } from '../../notebook/hunt/exhibit.ts';
import type { Plotted } from '../../notebook/protocol.ts';

/** Curves as `plot()` of a cell would draw them. */
export function plotOf({ title, xLabel, x, curves }: CurveExhibit): Plotted {
  const series = curves.map(({ name, values }) => ({
    name,
    x: x?.data ?? Float32Array.from(values.data, (_, at) => at),
    y: values.data,
  }));
  return { title, xLabel, yLabel: '', series };
}
