import type { RunEvent, Running } from '../../notebook/run.ts';
import type { Level, Place, Shown } from '../../notebook/protocol.ts';
import { cellStrings as strings } from '../../strings/en/cell.ts';
import { loadCode, saveCode } from './saved.ts';

/** One thing that a run put on the page. */
export type Output =
  | { readonly kind: 'console'; readonly level: Level; readonly text: string }
  | { readonly kind: 'value'; readonly title: string; readonly value: Shown }
  | { readonly kind: 'error'; readonly text: string; readonly place: Place | undefined }
  | { readonly kind: 'note'; readonly text: string };

/** One run, from the press of the button to its end. */
interface Run {
  stopped: boolean;
  running?: Running;
}

/** The state of one cell on the page. */
export class CellSession {
  code = $state('');
  outputs = $state<readonly Output[]>([]);
  phase = $state<'idle' | 'loading' | 'running'>('idle');
  status = $state('');
  /** Whether this cell was run since the page was opened. */
  ran = $state(false);
  readonly edited = $derived.by(() => this.code !== this.original);
  readonly id: string;
  readonly original: string;
  #run: Run | undefined;
  #failure: Extract<Output, { kind: 'error' }> | undefined;

  constructor(id: string, original: string) {
    this.id = id;
    this.original = original;
    this.code = original;
  }

  /** Takes up what the reader left here. Browser only. */
  restore(): void {
    this.code = loadCode(this.id, this.original);
  }

  async start(): Promise<void> {
    if (this.#run) return;
    // Saved first: a hostile program may take the tab down with it.
    saveCode(this.id, this.code, this.original);
    const run: Run = { stopped: false };
    this.#run = run;
    this.ran = true;
    this.#failure = undefined;
    this.outputs = [];
    this.#enter('loading', strings.loading);
    await this.#load(run);
  }

  stop(): void {
    if (!this.#run) return;
    this.#run.stopped = true;
    this.#run.running?.stop();
    this.#finish(strings.stopped);
  }

  reset(): void {
    if (!this.edited) return;
    this.code = this.original;
    saveCode(this.id, this.code, this.original);
    if (this.phase === 'idle') this.status = strings.resetDone;
  }

  async #load(run: Run): Promise<void> {
    try {
      const { CodeProblem, runCell } = await import('../../notebook/load.ts');
      try {
        const running = await runCell(this.code, (event) => {
          if (!run.stopped) this.#hear(event);
        });
        run.running = running;
        if (run.stopped) running.stop();
      } catch (error) {
        if (!(error instanceof CodeProblem)) throw error;
        if (!run.stopped) this.#fail(strings.problems[error.kind](error.got), error.place);
      }
    } catch {
      if (!run.stopped) this.#fail(strings.unavailable, undefined);
    }
  }

  #fail(text: string, place: Place | undefined): void {
    this.#put({ kind: 'error', text, place });
    this.#finish(strings.failed(place?.line));
  }

  #hear(event: RunEvent): void {
    switch (event.kind) {
      case 'ready':
        return this.#enter('running', strings.running);
      case 'console':
        return this.#put(event);
      case 'show':
        return this.#put({ ...event, kind: 'value' });
      case 'value':
        return this.#put({ ...event, title: strings.result });
      case 'cut':
        return this.#put({ kind: 'note', text: strings.cut });
      case 'error':
        return this.#put(readError(event));
      case 'ended':
        this.#put({ kind: 'note', text: strings.verdicts[event.verdict] });
        return this.#finish(strings.verdicts[event.verdict]);
      case 'done':
        return this.#finish(this.#summary(event));
    }
  }

  #summary({ milliseconds, tensors, bytes }: Extract<RunEvent, { kind: 'done' }>): string {
    if (this.#failure) return strings.failed(this.#failure.place?.line);
    return strings.finished(milliseconds, tensors, bytes);
  }

  #put(output: Output): void {
    if (output.kind === 'error') this.#failure ??= output;
    this.outputs = [...this.outputs, output];
  }

  #enter(phase: CellSession['phase'], status: string): void {
    this.phase = phase;
    this.status = status;
  }

  #finish(status: string): void {
    this.#run = undefined;
    this.#enter('idle', status);
  }
}

function readError({ name, message, place }: Extract<RunEvent, { kind: 'error' }>): Output {
  return { kind: 'error', text: name ? `${name}: ${message}` : message, place };
}
