import type { End, Told } from '../../notebook/chain.ts';
import type { Step } from '../../notebook/session.ts';
import type { Place } from '../../notebook/protocol.ts';
import { textOf } from '../../notebook/text.ts';
import { cellStrings as strings } from '../../strings/en/cell.ts';
import { outputOf, type CellPlace, type Output } from './output.ts';
import { loadCode, saveCode } from './saved.ts';

/** What a cell is when the lesson is built. */
export interface CellProps {
  /** Its place among the cells of the lesson, from 0. */
  readonly index: number;
  /** Unique in the course: the reader's version of the code is kept under it. */
  readonly id: string;
  readonly label: string;
  readonly code: string;
}

/** The state of one cell on the page. */
export class CellState {
  code = $state('');
  outputs = $state.raw<readonly Output[]>([]);
  /** The outputs as text, for a download. */
  text = '';
  phase = $state<'idle' | 'loading' | 'running'>('idle');
  status = $state('');
  /** The code that the outputs came from; none if the cell has not run since the page was opened. */
  ranCode = $state<string>();
  /** The cells that had run above when this one did. */
  basis = $state.raw<readonly Step[]>([]);
  /** The code that Reset took away. */
  dropped = $state<string>();
  /** Goes to a place in the code. */
  focus: (place: CellPlace) => Promise<void> = () => Promise.resolve();
  readonly edited = $derived.by(() => this.code !== this.original);
  readonly index: number;
  readonly id: string;
  readonly label: string;
  readonly original: string;
  #failure = $state.raw<Extract<Output, { kind: 'error' }>>();

  constructor({ index, id, label, code }: CellProps) {
    this.index = index;
    this.id = id;
    this.label = label;
    this.original = code;
    this.code = code;
  }

  /** Whether the last run met a name that nothing defines. */
  get lacksName(): boolean {
    return this.#failure?.text.startsWith('ReferenceError') === true;
  }

  /** Whether the last run ended with an error of the program. */
  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** Where the last run went wrong, as long as the code is that which ran. */
  get errorPlace(): Place | undefined {
    const place = this.ranCode === this.code ? this.#failure?.place : undefined;
    return place?.cell === undefined ? place : undefined;
  }

  get step(): Step {
    return { cell: this.index, code: this.code };
  }

  /** Takes up what the reader left here. Browser only. */
  restore(): void {
    this.code = loadCode(this.id, this.original);
  }

  change(code: string): void {
    if (code === this.code) return;
    this.code = code;
    this.dropped = undefined;
  }

  save(): void {
    if (!saveCode(this.id, this.code, this.original) && this.edited) this.status = strings.unsaved;
  }

  reset(): void {
    if (!this.edited) return;
    const { code } = this;
    this.change(this.original);
    this.dropped = code;
    this.save();
    if (this.phase === 'idle') this.status = strings.resetDone;
  }

  undoReset(): void {
    if (this.dropped === undefined) return;
    this.change(this.dropped);
    this.save();
    if (this.phase === 'idle') this.status = strings.undone;
  }

  begin(basis: readonly Step[]): void {
    this.ranCode = this.code;
    this.basis = basis;
    this.outputs = [];
    this.text = '';
    this.#failure = undefined;
    this.#enter('loading', strings.loading);
  }

  running(): void {
    if (this.phase === 'loading') this.#enter('running', strings.running);
  }

  /** @param cellOf the number of the cell at a place of the chain */
  hear(told: Told, cellOf: (step: number) => number): void {
    const text = textOf(told);
    this.text += this.text ? `\n${text}` : text;
    this.put(outputOf(told, this.index, cellOf));
  }

  put(output: Output): void {
    if (output.kind === 'error') this.#failure ??= output;
    this.outputs = [...this.outputs, output];
  }

  /** Ends the run with an error that is not the program's own, or was found before it ran. */
  fail(text: string, place?: Place): void {
    this.put({ kind: 'error', text, place });
    this.finish(strings.failed(place?.line));
  }

  end(end: End): void {
    if (end.kind === 'stopped') return this.finish(strings.stopped);
    if (end.kind === 'ended') {
      this.put({ kind: 'note', text: strings.verdicts[end.verdict] });
      return this.finish(strings.verdicts[end.verdict]);
    }
    if (this.#failure) return this.finish(strings.failed(this.#failure.place?.line));
    const { milliseconds, tensors, bytes, peakBytes } = end;
    this.finish(strings.finished(milliseconds, tensors, bytes, peakBytes));
  }

  finish(status: string): void {
    this.#enter('idle', status);
  }

  /** As before the first run. */
  forget(): void {
    this.outputs = [];
    this.text = '';
    this.ranCode = undefined;
    this.finish('');
  }

  #enter(phase: CellState['phase'], status: string): void {
    this.phase = phase;
    this.status = status;
  }
}
