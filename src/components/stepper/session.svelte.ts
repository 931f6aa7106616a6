import { SvelteSet } from 'svelte/reactivity';
import type { Status } from '../../engine/client.ts';
import { EngineUnavailable, Superseded } from '../../engine/errors.ts';
import { sharedEngine } from '../../engine/shared.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import { textProblem } from './check.ts';
import type { Ignored } from './fragment.ts';
import type { Instrument, TextName, ToldStep } from './instrument.ts';
import type { Tally } from './predict.ts';
import type { Pointed } from './probe.ts';
import { sceneOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { show } from './shown.ts';
import type { Shown } from './shown.ts';
import { toJob, withEdit, withSettings } from './state.ts';
import type { Settings, State } from './state.ts';
import type { Edit, Job, Trace } from '../../engine/protocol.ts';

/** How long typing rests before it is computed, in milliseconds. */
const REST = 120;

/** The reader's dealings with one stepper: what is asked for, what is shown, what the engine does. */
export class Session {
  readonly id: string;
  readonly instrument: Instrument;
  readonly #start: State;

  state = $state.raw<State>() as State;
  shown = $state.raw<Shown>() as Shown;
  /** What stands in the text fields: it may be wrong, and then the state keeps the last good text. */
  typed = $state.raw<Readonly<Partial<Record<TextName, string>>>>({});
  /** A run is on its way, so what is shown may be old. */
  pending = $state(false);
  engine = $state.raw<Status>({ state: 'idle' });
  failure = $state<string>();
  notice = $state('');
  ignored = $state.raw<readonly Ignored[]>([]);
  announcement = $state('');
  /** The cell that the reader points at. */
  pointed = $state.raw<Pointed>();
  tally = $state.raw<Tally>({ right: 0, made: 0 });
  /** Counts the states that were taken over as a whole: what stood in the fields is gone then. */
  generation = $state(0);
  /** Whether the reader has touched anything, be it without effect. */
  woken = $state(false);
  /** Whether the reader did anything: only then the address changes. */
  touched = $state(false);

  readonly #revealed = new SvelteSet<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | undefined;

  readonly index = $derived(
    Math.max(
      0,
      this.shown.steps.findIndex(({ name }) => name === this.state.step),
    ),
  );
  readonly step: ToldStep = $derived(this.shown.steps[this.index] as ToldStep);
  readonly concealed = $derived(this.state.predict && !this.#revealed.has(this.step.name));
  readonly head = $derived(Math.min(this.state.head, this.shown.job.heads - 1));
  /** What the stage shows. */
  readonly scene: Scene = $derived(sceneOf(this));
  /** What is shown is not what was asked for: a run failed, or is on its way. */
  readonly stale = $derived(!sameJob(this.shown.job, this.job));

  constructor(id: string, instrument: Instrument, start: State, trace: Trace) {
    this.id = id;
    this.instrument = instrument;
    this.#start = start;
    this.state = start;
    this.shown = show(instrument, toJob(instrument.model, start.settings, []), trace, false);
  }

  get job(): Job {
    return toJob(this.instrument.model, this.state.settings, this.state.edits);
  }

  /** At the first touch the browser computes for itself what the build had computed. */
  wake(): void {
    if (this.#stopListening) return;
    this.#connect();
    if (!this.pending) this.#run();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stopListening?.();
  }

  type(name: TextName, text: string): void {
    this.typed = { ...this.typed, [name]: text };
    if (textProblem(text) === undefined) this.set({ [name]: text }, REST);
    else this.touched = true;
  }

  set(change: Partial<Settings>, rest = 0): void {
    const before = this.state.edits.length;
    this.state = withSettings(this.instrument, this.state, change);
    const dropped = before - this.state.edits.length;
    this.notice = dropped > 0 ? strings.droppedEdits(dropped) : '';
    this.#revealed.clear();
    this.#ask(rest);
  }

  edit(edit: Edit): void {
    this.state = withEdit(this.state, edit);
    this.#ask(0);
  }

  resetWeights(): void {
    this.state = { ...this.state, edits: [] };
    this.notice = '';
    this.#ask(0);
  }

  startOver(): void {
    this.restore(this.#start, []);
    this.touched = true;
  }

  /** Takes over a state from a link. */
  restore(state: State, ignored: readonly Ignored[]): void {
    this.state = state;
    this.typed = {};
    this.notice = '';
    this.ignored = ignored;
    this.generation += 1;
    this.#revealed.clear();
    if (this.stale) this.#ask(0);
  }

  goTo(index: number): void {
    const { steps } = this.shown;
    const step = steps[Math.max(0, Math.min(steps.length - 1, index))];
    if (!step) return;
    this.touched = true;
    this.state = { ...this.state, step: step.name };
    this.announce();
  }

  change(change: Partial<Pick<State, 'head' | 'view' | 'predict'>>): void {
    this.touched = true;
    if (change.predict) this.#revealed.clear();
    this.state = { ...this.state, ...change };
  }

  /** Shows a step that was to be predicted. A skipped one has no predictions, and does not count. */
  reveal(predictions: readonly boolean[]): void {
    const right = predictions.filter(Boolean).length;
    this.tally = {
      right: this.tally.right + right,
      made: this.tally.made + predictions.length,
    };
    this.#revealed.add(this.step.name);
    this.announcement = this.step.sentence(this.shown, this.head);
  }

  announce(): void {
    const { words } = this.step;
    const position = strings.scrubValue(this.index + 1, this.shown.steps.length, words.title);
    const sentence = this.concealed ? '' : this.step.sentence(this.shown, this.head);
    this.announcement = `${position}. ${sentence}`;
  }

  retry(): void {
    this.#ask(0);
  }

  #ask(rest: number): void {
    this.touched = true;
    this.pending = true;
    this.failure = undefined;
    clearTimeout(this.#timer);
    this.#connect();
    this.#timer = setTimeout(() => this.#run(), rest);
  }

  #connect(): void {
    this.woken = true;
    this.#stopListening ??= sharedEngine().onStatus((status) => (this.engine = status));
  }

  #run(): void {
    this.pending = true;
    const job = this.job;
    sharedEngine()
      .run(this.id, job)
      .then(
        (trace) => this.#arrive(job, trace),
        (error: unknown) => this.#fail(error),
      );
  }

  #arrive(job: Job, trace: Trace): void {
    const first = !this.shown.live;
    this.shown = show(this.instrument, job, trace, true);
    this.failure = undefined;
    // The reader may have changed something since: then another run is on its way.
    this.pending = this.stale;
    if (!first && !this.pending) this.announce();
  }

  #fail(error: unknown): void {
    if (error instanceof Superseded) return;
    const why = error instanceof Error ? error.message : String(error);
    this.pending = false;
    this.failure =
      error instanceof EngineUnavailable ? strings.unavailable(why) : strings.failed(why);
  }
}

function sameJob(a: Job, b: Job): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(job: Job): [string, unknown][] {
  return Object.entries(job).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
