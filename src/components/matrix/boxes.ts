/** A rectangle of cells. */
export interface Box {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** As few rectangles as cover the lit cells: runs of each row, equal runs of rows below each other. */
export function boxesOf(keys: Iterable<string>): readonly Box[] {
  const byRow = new Map<number, number[]>();
  for (const key of keys) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    byRow.set(row, [...(byRow.get(row) ?? []), column]);
  }
  const rows = [...byRow.keys()].toSorted((a, b) => a - b);
  return rows.flatMap((row) => runs(row, byRow.get(row) ?? [])).reduce(stack, []);
}

/** The runs of neighboring columns in one row. */
function runs(row: number, columns: readonly number[]): Box[] {
  const boxes: Box[] = [];
  for (const column of columns.toSorted((a, b) => a - b)) {
    const last = boxes.at(-1);
    const joins = last !== undefined && last.column + last.columns === column;
    if (joins) boxes[boxes.length - 1] = { ...last, columns: last.columns + 1 };
    else boxes.push({ row, column, rows: 1, columns: 1 });
  }
  return boxes;
}

/** Puts a run under the box that it continues. */
function stack(boxes: readonly Box[], run: Box): Box[] {
  const above = boxes.findIndex(
    (box) =>
      box.row + box.rows === run.row && box.column === run.column && box.columns === run.columns,
  );
  return above < 0
    ? [...boxes, run]
    : boxes.map((box, at) => (at === above ? { ...box, rows: box.rows + 1 } : box));
}
