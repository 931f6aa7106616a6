import type { MaskSettings } from '../../../labs/masks.ts';
import { PADDING } from '../../../labs/masks.ts';

/** Whether query t may look at key s, or output t depend on token s. */
type Rule = (t: number, s: number) => boolean;

/** The mask as it is set, right or wrong, [T, S]: 1 = may look. */
export function maskOf(
  { kind, axis }: Pick<MaskSettings, 'kind' | 'axis'>,
  queries: readonly string[],
  keys: readonly string[],
): Float32Array {
  const columns: Rule = (_, s) => keys[s] !== PADDING;
  const rows: Rule = (t) => queries[t] !== PADDING;
  const past: Rule = (t, s) => s <= t;
  const future: Rule = (t, s) => s >= t;
  const along = (byColumns: Rule, byRows: Rule): Rule => {
    if (axis === 'both') return (t, s) => byColumns(t, s) && byRows(t, s);
    return axis === 'columns' ? byColumns : byRows;
  };
  const padding = along(columns, rows);
  const rules: Record<MaskSettings['kind'], Rule> = {
    causal: along(past, future),
    source: padding,
    target: (t, s) => past(t, s) && padding(t, s),
    cross: padding,
  };
  return filled(queries.length, keys.length, rules[kind]);
}

/** What may depend on what, whatever the mask does, [T, S]: 1 = may. */
export function allowedOf(
  kind: MaskSettings['kind'],
  queries: readonly string[],
  keys: readonly string[],
): Float32Array {
  const looksBack = kind === 'causal' || kind === 'target';
  return filled(queries.length, keys.length, (t, s) => {
    if (queries[t] === PADDING) return true; // left out of the loss, whatever it is
    return keys[s] !== PADDING && !(looksBack && s > t);
  });
}

function filled(T: number, S: number, rule: Rule): Float32Array {
  return Float32Array.from({ length: T * S }, (_, cell) =>
    rule(Math.floor(cell / S), cell % S) ? 1 : 0,
  );
}
