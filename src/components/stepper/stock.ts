import type { TensorRecord } from '../../engine/protocol.ts';
import { bodiesOf, exactRows } from '../matrix/table.ts';

/** A tensor for the shelf. */
export interface Item {
  readonly record: TensorRecord;
  readonly caption: string;
}

/** How many cells are written at once: a few milliseconds of work. */
const CHUNK = 1200;

interface Task {
  readonly cells: number;
  readonly run: () => void;
}

/** The tables of a shelf. Fills at once what is small, and the rest frame by frame. */
export class Stock {
  readonly #shelf: HTMLElement;
  readonly #settled: (settled: boolean) => void;
  readonly #tables = new Map<TensorRecord, HTMLTableElement>();
  #tasks: Task[] = [];
  #frame = 0;

  constructor(shelf: HTMLElement, settled: (settled: boolean) => void) {
    this.#shelf = shelf;
    this.#settled = settled;
  }

  /** Makes the shelf hold exactly these, in this order. */
  show(items: readonly Item[]): void {
    const wanted = new Set(items.map(({ record }) => record));
    for (const [record, table] of this.#tables) {
      if (wanted.has(record)) continue;
      table.remove();
      this.#tables.delete(record);
    }
    items.filter(({ record }) => !this.#tables.has(record)).forEach((item) => this.#add(item));
    cancelAnimationFrame(this.#frame);
    this.#work();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#tasks = [];
  }

  #add({ record, caption }: Item): void {
    const table = document.createElement('table');
    table.dataset['tap'] = record.name;
    table.dataset['shape'] = record.shape.join();
    table.createCaption().textContent = caption;
    this.#shelf.append(table);
    this.#tables.set(record, table);
    const cells = record.data.length / bodiesOf(record);
    for (let body = 0; body < bodiesOf(record); body++) {
      this.#tasks.push({ cells, run: () => addBody(table, record, body) });
    }
  }

  /** Does what fits into one frame. A table that is gone by now is left alone. */
  #work(): void {
    let cells = 0;
    while (cells < CHUNK) {
      const task = this.#tasks.shift();
      if (!task) break;
      task.run();
      cells += task.cells;
    }
    const settled = this.#tasks.length === 0;
    this.#settled(settled);
    if (!settled) this.#frame = requestAnimationFrame(() => this.#work());
  }
}

function addBody(table: HTMLTableElement, record: TensorRecord, index: number): void {
  if (!table.isConnected) return;
  const body = table.createTBody();
  body.dataset['index'] = String(index);
  body.innerHTML = exactRows(record, index);
}
