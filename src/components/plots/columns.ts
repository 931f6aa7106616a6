/** One column: its height, and a mark across it. */
export interface Column {
  /** Nothing where nothing was measured: no column, which is not one of height 0. */
  readonly value: number | undefined;
  readonly mark?: number | undefined;
}

/** A rectangle of the drawing, which is 100 wide and 100 high; y grows downward. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly mark: number | undefined;
}

/** How much of its place a column fills. */
const FILL = 0.7;

/** Where columns stand. One of height 0 is a thin line, so that it can be told from none. */
export function columnBoxes(columns: readonly Column[], most: number): readonly Box[] {
  const place = 100 / columns.length;
  return columns.flatMap(({ value, mark }, i) => {
    if (value === undefined) return [];
    const height = Math.max(0.5, (100 * value) / most);
    const at = { x: place * (i + (1 - FILL) / 2), width: place * FILL };
    return [{ ...at, y: 100 - height, height, mark: mark && 100 - (100 * mark) / most }];
  });
}
