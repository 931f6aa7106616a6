import type { TensorRecord } from '../../engine/protocol.ts';
import { escapeHtml } from './escape.ts';
import type { Labels } from './grid.ts';
import { even, exact } from './numbers.ts';
import type { Slice } from './slice.ts';

/** The row of column labels of a plain table. */
export function tableHead({ columns }: Labels): string {
  const heads = columns.map((label) => `<th scope="col">${escapeHtml(label)}</th>`);
  return `<tr><td></td>${heads.join('')}</tr>`;
}

/** One row of a plain table: its label, where it has one, and its numbers. */
export function tableRow({ data, columns }: Slice, labels: Labels, row: number): string {
  const values = data.subarray(row * columns, (row + 1) * columns);
  const cells = Array.from(values, (value) => `<td>${even(value)}</td>`);
  const label = labels.rows[row] ?? '';
  const head = label === '' ? '<td></td>' : `<th scope="row">${escapeHtml(label)}</th>`;
  return `<tr>${head}${cells.join('')}</tr>`;
}

/**
 * The rows of a tensor in full precision, for copying and for programs: row-major, `data-value` the
 * shortest decimal that reads back as the same float32.
 */
export function exactRows({ shape, data }: TensorRecord, body: number): string {
  const [columns = 1, rows = 1] = shape.toReversed();
  const from = body * rows * columns;
  const lines = Array.from({ length: rows }, (_, row) =>
    exactRow(data.subarray(from + row * columns, from + (row + 1) * columns)),
  );
  return lines.join('');
}

/** How many matrices a tensor is made of. */
export function bodiesOf({ shape }: Pick<TensorRecord, 'shape'>): number {
  return shape.slice(0, -2).reduce((product, size) => product * size, 1);
}

function exactRow(values: Float32Array): string {
  const cells = Array.from(values, (value) => {
    const text = exact(value);
    return `<td data-value="${text}">${text}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}
