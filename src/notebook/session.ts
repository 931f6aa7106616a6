import type { Chain, End, Listener, Told } from './chain.ts';
import { once } from './once.ts';

/** A cell of the lesson with its code. Cells are numbered from the top of the lesson. */
export interface Step {
  readonly cell: number;
  readonly code: string;
}

/** What a session needs: loaded at the first run. */
export interface Tools {
  /** @throws CodeProblem where the code of a step cannot be run. */
  readonly open: (steps: readonly Step[]) => Chain;
  /** Whether code can be read. */
  readonly reads: (code: string) => boolean;
}

/** How a run ended. */
export type Outcome =
  | End
  /** A cell above, run again before this one, did not get to its end. */
  | { readonly kind: 'above'; readonly cell: number };

/** What a run tells its cell: places name the cell of the lesson. */
export type Heard = (told: Told, cell: (step: number) => number) => void;

/** One run, from the press of a button to its end. */
interface Run {
  stopped: boolean;
}

/** A chain and what is in it. */
interface Line {
  readonly steps: readonly Step[];
  readonly chain: Chain;
}

/**
 * The runs of one lesson.
 *
 * A cell runs after the cells above it that have run, in the order of the page, and after nothing
 * else. So what a name means depends on the page alone, not on the order in which buttons were
 * pressed. Where the sandbox at hand is not in that state (a cell above has changed, or this one has
 * run before), the cells above run again in a new one, unheard.
 *
 * A cell that threw, was stopped or ran out of time has defined nothing.
 */
export class Session {
  readonly #load: () => Promise<Tools>;
  #ran: readonly Step[] = [];
  #line: Line | undefined;
  #spare: Line | undefined;
  #run: Run | undefined;

  constructor(load: () => Promise<Tools>) {
    this.#load = once(load);
  }

  /** The cells above one that have run, with the code that they ran with. */
  above(cell: number): readonly Step[] {
    return this.#ran.filter((step) => step.cell < cell);
  }

  /**
   * Runs a cell.
   *
   * @param below the cells below it, which may come next
   * @param started called when all is loaded, and code runs
   * @throws CodeProblem if its code cannot be run; whatever loading throws.
   */
  async run(
    target: Step,
    below: readonly Step[],
    hear: Heard,
    started: () => void = () => undefined,
  ): Promise<Outcome> {
    const run: Run = { stopped: false };
    this.#run = run;
    this.#forget(target.cell);
    const tools = await this.#load();
    if (run.stopped) return { kind: 'stopped' };
    const above = this.above(target.cell);
    const line = this.#take(tools, [...above, target], below);
    this.#line = line;
    started();
    const outcome = await this.#walk(line, above, hear);
    if (outcome.kind === 'above') this.#forget(outcome.cell);
    if (outcome.kind === 'done' && !outcome.failed) {
      this.#ran = [...this.#ran, target].sort((a, b) => a.cell - b.cell);
    }
    return outcome;
  }

  /** Makes a sandbox ready for the run that comes next, so that it need not be waited for. */
  async prepare(target: Step, below: readonly Step[]): Promise<void> {
    const tools = await this.#load();
    const wanted = [...this.above(target.cell), target];
    if (!tools.reads(target.code)) return;
    if ([this.#line, this.#spare].some((line) => line && fits(line, wanted))) return;
    this.#spare?.chain.stop();
    this.#spare = openLine(tools, wanted, below);
  }

  /** Ends the run that is going on. */
  stop(): void {
    if (this.#run) this.#run.stopped = true;
    this.#line?.chain.stop();
  }

  /** Forgets every run, and ends the sandboxes. */
  restart(): void {
    this.stop();
    this.#spare?.chain.stop();
    this.#line = undefined;
    this.#spare = undefined;
    this.#ran = [];
  }

  #forget(cell: number): void {
    this.#ran = this.#ran.filter((step) => step.cell !== cell);
  }

  #take(tools: Tools, wanted: readonly Step[], below: readonly Step[]): Line {
    if (this.#line && fits(this.#line, wanted)) return this.#line;
    // Read first: a problem in the code leaves the session as it is.
    const spare = this.#spare && fits(this.#spare, wanted) ? this.#spare : undefined;
    const line = spare ?? openLine(tools, wanted, below);
    this.#line?.chain.stop();
    if (spare) this.#spare = undefined;
    return line;
  }

  async #walk({ steps, chain }: Line, above: readonly Step[], hear: Heard): Promise<Outcome> {
    const cellOf = (step: number): number => steps[step]?.cell ?? 0;
    const listener: Listener = (told) => hear(told, cellOf);
    while (chain.ran < above.length) {
      const cell = cellOf(chain.ran);
      const end = await chain.next(errorsOf(listener));
      if (end.kind === 'stopped') return end;
      if (end.kind === 'ended' || end.failed) return { kind: 'above', cell };
    }
    return chain.next(listener);
  }
}

/** Of a cell that runs again only what went wrong is told. */
function errorsOf(listener: Listener): Listener {
  return (told) => {
    if (told.kind === 'error') listener(told);
  };
}

function openLine(tools: Tools, wanted: readonly Step[], below: readonly Step[]): Line {
  const broken = below.findIndex(({ code }) => !tools.reads(code));
  const steps = [...wanted, ...below.slice(0, broken < 0 ? below.length : broken)];
  return { steps, chain: tools.open(steps) };
}

/** Whether a chain can run the last of the wanted steps next, after all those before it. */
function fits({ steps, chain }: Line, wanted: readonly Step[]): boolean {
  if (!chain.alive || chain.ran >= wanted.length) return false;
  return wanted.every(({ cell, code }, at) => {
    const step = steps[at];
    return step?.cell === cell && step.code === code;
  });
}
