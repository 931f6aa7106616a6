import type { Output as Printed } from '../../notebook/exercise/session.ts';
import type { Report } from '../../notebook/judge/judge.ts';
import type { Place } from '../../notebook/protocol.ts';
import { cellStrings } from '../../strings/en/cell.ts';
import { exerciseStrings as strings } from '../../strings/en/exercise.ts';
import type { Output } from '../cell/output.ts';
import { loadCode, saveCode } from '../cell/saved.ts';
import type { CodeProblem, Judging } from './judging.ts';

/** Code that could not be read, and why. */
export interface Unreadable {
  readonly text: string;
  readonly place: Place | undefined;
}

/** One check, from the press of the button to its end. */
interface Check {
  judging?: Judging;
}

/** What an attempt came to. The stub as it is, and the same code once more, are no attempts. */
export interface Attempt {
  readonly passed: boolean;
  /** Since the code was first changed. */
  readonly seconds: number;
}

/** What judges: loaded when it is first needed. */
export interface Judge {
  readonly prepare: (id: string) => Promise<void>;
  readonly startJudging: (
    id: string,
    code: string,
    seed: number,
    output: (output: Printed) => void,
  ) => Promise<Judging>;
  readonly CodeProblem: typeof CodeProblem;
}

interface Options {
  /** Under what the code is kept: `exercise/<id>` if left out. */
  readonly key?: string;
  readonly loadJudge?: () => Promise<Judge>;
  readonly attempted?: (attempt: Attempt) => void;
  readonly drawSeed?: () => number;
  /** Milliseconds, from any start. */
  readonly now?: () => number;
}

/** The state of one exercise on the page. */
export class ExerciseSession {
  code = $state('');
  phase = $state<'idle' | 'loading' | 'running'>('idle');
  status = $state('');
  report = $state.raw<Report>();
  parameters = $state.raw<readonly string[]>([]);
  unreadable = $state.raw<Unreadable>();
  outputs = $state.raw<readonly Output[]>([]);
  /** The code that was judged last. */
  judged = $state<string>();
  /** The code that Reset took away. */
  dropped = $state<string>();
  readonly edited = $derived.by(() => this.code !== this.stub);
  readonly id: string;
  readonly stub: string;
  readonly #options: Required<Options>;
  #check: Check | undefined;
  #begun: number | undefined;
  #attempted: string | undefined;

  constructor(id: string, stub: string, options: Options = {}) {
    this.id = id;
    this.stub = stub;
    this.code = stub;
    this.#options = {
      key: `exercise/${id}`,
      loadJudge: () => import('./judging.ts'),
      attempted: () => undefined,
      drawSeed: randomSeed,
      now: () => performance.now(),
      ...options,
    };
  }

  /** Takes up what the reader left here. Browser only. */
  restore(): void {
    this.code = loadCode(this.#key, this.stub);
  }

  /** Where the judged code went wrong, as long as it is the code that stands here. */
  get errorPlace(): Place | undefined {
    if (this.judged !== this.code) return undefined;
    const problem = this.report?.failure?.problem;
    return this.unreadable?.place ?? (problem?.kind === 'thrown' ? problem.place : undefined);
  }

  change(code: string): void {
    if (code === this.code) return;
    this.#begun ??= this.#options.now();
    this.code = code;
    this.dropped = undefined;
  }

  /** Keeps the code in this browser. */
  save(): void {
    if (!saveCode(this.#key, this.code, this.stub) && this.edited) {
      this.status = cellStrings.unsaved;
    }
  }

  /** Fetches the judge before it is asked for. A failure says nothing: the check will. */
  prepare(): void {
    const { loadJudge } = this.#options;
    void loadJudge()
      .then(({ prepare }) => prepare(this.id))
      .catch(() => undefined);
  }

  /** Judges the code, by new numbers unless a seed is given. */
  async check(seed = this.#options.drawSeed()): Promise<void> {
    if (this.#check) return;
    // Saved first: a hostile program may take the tab down with it.
    this.save();
    this.judged = this.code;
    const check: Check = {};
    this.#check = check;
    [this.report, this.unreadable, this.outputs] = [undefined, undefined, []];
    this.#enter('loading', strings.loading);
    await this.#run(check, seed);
  }

  stop(): void {
    if (!this.#check) return;
    this.#check.judging?.stop();
    this.#finish(strings.stopped);
  }

  reset(): void {
    if (!this.edited) return;
    const { code } = this;
    this.change(this.stub);
    this.dropped = code;
    this.save();
    if (this.phase === 'idle') this.status = cellStrings.resetDone;
  }

  undoReset(): void {
    if (this.dropped === undefined) return;
    this.change(this.dropped);
    this.save();
    if (this.phase === 'idle') this.status = cellStrings.undone;
  }

  get #key(): string {
    return this.#options.key;
  }

  async #run(check: Check, seed: number): Promise<void> {
    const loaded = await this.#options.loadJudge().catch(() => undefined);
    const judging = await loaded
      ?.startJudging(this.id, this.code, seed, (output) => this.#print(check, output))
      .catch(() => undefined);
    if (!this.#isOn(check)) judging?.stop();
    else if (!loaded || !judging) this.#finish(strings.unavailable);
    else {
      check.judging = judging;
      await this.#hear(check, judging, loaded.CodeProblem);
    }
  }

  async #hear(check: Check, judging: Judging, Unreadable: typeof CodeProblem): Promise<void> {
    this.parameters = judging.parameters;
    this.#enter('running', strings.running);
    try {
      const report = await judging.report;
      if (this.#isOn(check)) this.#tell(report);
    } catch (error) {
      if (!this.#isOn(check)) return;
      if (error instanceof Unreadable) this.#refuse(error);
      else this.#finish(strings.broken(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Whether a check was neither ended nor stopped. */
  #isOn(check: Check): boolean {
    return this.#check === check;
  }

  #tell(report: Report): void {
    const { accepted, passed, cases, properties } = report;
    this.report = report;
    this.#tellAttempt(accepted);
    this.#finish(accepted ? strings.accepted(cases, properties) : strings.rejected(passed, cases));
  }

  #tellAttempt(passed: boolean): void {
    const { judged, stub } = this;
    if (judged === stub || judged === this.#attempted) return;
    this.#attempted = judged;
    const { attempted, now } = this.#options;
    const begun = this.#begun ?? now();
    attempted({ passed, seconds: Math.round((now() - begun) / 1000) });
  }

  #refuse({ kind, got, place }: CodeProblem): void {
    this.unreadable = { text: cellStrings.problems[kind](got), place };
    this.#finish(strings.unreadable(place.line));
  }

  #print(check: Check, output: Printed): void {
    if (!this.#isOn(check)) return;
    this.outputs = [...this.outputs, shownOutput(output)];
  }

  #enter(phase: ExerciseSession['phase'], status: string): void {
    this.phase = phase;
    this.status = status;
  }

  #finish(status: string): void {
    this.#check = undefined;
    this.#enter('idle', status);
  }
}

function shownOutput(output: Printed): Output {
  switch (output.kind) {
    case 'console':
      return output;
    case 'show':
      return { ...output, kind: 'value' };
    case 'cut':
      return { kind: 'note', text: cellStrings.cut };
  }
}

function randomSeed(): number {
  return 1 + Math.floor(Math.random() * 99_999);
}
