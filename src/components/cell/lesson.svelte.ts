import { once } from '../../notebook/once.ts';
import { Session, type Step, type Tools } from '../../notebook/session.ts';
import { cellStrings as strings } from '../../strings/en/cell.ts';
import { CellState } from './cell.svelte.ts';

type Loaded = typeof import('../../notebook/load.ts');

/** The cells of one lesson and the session that they share. */
export class LessonCells {
  cells = $state.raw<readonly CellState[]>([]);
  /** The cell that runs. */
  active = $state.raw<CellState>();
  /** The cells that have run, as the session knows them. */
  #ran = $state.raw<readonly Step[]>([]);
  readonly #session: Session;
  readonly #load: () => Promise<Loaded>;
  /** Whether the reader has run or edited something here. */
  #touched = false;

  constructor(load: () => Promise<Loaded> = () => import('../../notebook/load.ts')) {
    this.#load = once(load);
    this.#session = new Session(async (): Promise<Tools> => (await this.#load()).loadTools());
  }

  add(cell: CellState): void {
    this.cells = [...this.cells, cell].sort((a, b) => a.index - b.index);
  }

  remove(cell: CellState): void {
    if (this.active === cell) this.stop();
    this.cells = this.cells.filter((other) => other !== cell);
  }

  above(cell: CellState): readonly CellState[] {
    return this.cells.filter(({ index }) => index < cell.index);
  }

  /** Whether a cell above has run with other code, or not at all, since this one ran. */
  isStale(cell: CellState): boolean {
    if (cell.ranCode === undefined || this.active) return false;
    const now = this.#ran.filter((step) => step.cell < cell.index);
    return JSON.stringify(now) !== JSON.stringify(cell.basis);
  }

  /** Runs a cell to its end. True if it came there without an error. */
  async run(cell: CellState): Promise<boolean> {
    if (this.active) {
      if (this.active !== cell) cell.status = strings.waiting;
      return false;
    }
    // Saved first: a hostile program may take the tab down with it.
    cell.save();
    this.active = cell;
    this.#touched = true;
    cell.begin(this.#session.above(cell.index));
    const success = await this.#run(cell);
    this.active = undefined;
    this.#ran = this.#session.above(Infinity);
    if (success) void this.prepare(cell);
    return success;
  }

  /** Runs cells one after the other, up to the first error. */
  async runAll(cells: readonly CellState[]): Promise<boolean> {
    for (const cell of cells) {
      if (!(await this.run(cell))) return false;
    }
    return true;
  }

  /** Gets a sandbox ready for a cell that is likely to run next. */
  async prepare(cell: CellState, touched = this.#touched): Promise<void> {
    if (this.active || !touched) return;
    this.#touched = true;
    // Only a help: when it fails, the run itself will say why.
    await this.#session.prepare(cell.step, this.#below(cell)).catch(() => undefined);
  }

  stop(): void {
    this.#session.stop();
  }

  restart(): void {
    this.#session.restart();
    this.#ran = [];
    for (const cell of this.cells) cell.forget();
  }

  #below(cell: CellState): readonly Step[] {
    return this.cells.filter(({ index }) => index > cell.index).map(({ step }) => step);
  }

  async #run(cell: CellState): Promise<boolean> {
    try {
      const { CodeProblem } = await this.#load();
      try {
        return await this.#walk(cell);
      } catch (error) {
        if (!(error instanceof CodeProblem)) throw error;
        cell.fail(strings.problems[error.kind](error.got), error.place);
      }
    } catch {
      cell.fail(strings.unavailable);
    }
    return false;
  }

  async #walk(cell: CellState): Promise<boolean> {
    const outcome = await this.#session.run(
      cell.step,
      this.#below(cell),
      (told, cellOf) => cell.hear(told, cellOf),
      () => cell.running(),
    );
    if (outcome.kind === 'above') {
      const label = this.cells.find(({ index }) => index === outcome.cell)?.label ?? '';
      cell.finish(strings.above(label));
      return false;
    }
    const unrun = this.#session.above(cell.index).length < this.above(cell).length;
    if (cell.lacksName && unrun) cell.put({ kind: 'note', text: strings.unrun });
    cell.end(outcome);
    return outcome.kind === 'done' && !outcome.failed;
  }
}

/** What the islands of one lesson share. They have no common parent but the page itself. */
const lessons = new WeakMap<Node, LessonCells>();

/** The lesson that an element stands in. */
export function lessonOf(element: Element): LessonCells {
  const root = element.closest('main') ?? element.ownerDocument;
  const found = lessons.get(root) ?? new LessonCells();
  lessons.set(root, found);
  return found;
}
