import type { Exhibit, Symptom } from '../../notebook/hunt/exhibit.ts';
import type { Stopped } from '../../notebook/hunt/investigate.ts';
import { huntStrings as strings } from '../../strings/en/hunt.ts';
import { ExerciseSession } from '../exercise/session.svelte.ts';
import { loadHuntState, saveHuntState } from './saved.ts';
import {
  ask,
  foundBy,
  FRESH,
  look,
  markLine,
  mend,
  nameCause,
  stageOf,
  type Facts,
  type HuntState,
} from './state.ts';

/** What a hunt is made of, fixed when the page is built. */
export interface HuntPage {
  readonly id: string;
  /** The broken code. */
  readonly code: string;
  readonly evidence: readonly { readonly id: string; readonly title: string }[];
  readonly facts: Facts;
}

/** What came of a hunt, for the reader's log. */
export interface Outcome {
  readonly found: boolean;
  /** Since the first step. */
  readonly seconds: number;
}

/** The same measured on the broken and on the mended code. */
interface Pair<Measured> {
  readonly before: Measured | Stopped;
  readonly after: Measured | Stopped;
}

export interface Compared {
  readonly symptom: Pair<Symptom>;
  readonly pieces: readonly (Pair<Exhibit> & { readonly id: string })[];
}

interface Options {
  readonly told?: (outcome: Outcome) => void;
  /** Milliseconds, from any start. */
  readonly now?: () => number;
  readonly load?: () => Promise<typeof import('./hunting.ts')>;
}

/** The state of one hunt on the page. */
export class HuntSession {
  state = $state.raw<HuntState>(FRESH);
  status = $state('');
  busy = $state(false);
  symptom = $state.raw<Symptom | Stopped>();
  pieces = $state.raw<Readonly<Record<string, Exhibit | Stopped>>>({});
  compared = $state.raw<Compared>();
  readonly page: HuntPage;
  readonly repair: ExerciseSession;
  readonly stage = $derived.by(() => stageOf(this.state, this.page.facts));
  readonly #options: Required<Options>;
  #begun: number | undefined;

  constructor(page: HuntPage, options: Options = {}) {
    this.page = page;
    this.#options = {
      told: () => undefined,
      now: () => performance.now(),
      load: () => import('./hunting.ts'),
      ...options,
    };
    this.repair = new ExerciseSession(page.id, page.code, {
      key: `hunt/${page.id}`,
      loadJudge: async () => (await this.#options.load()).judgeOf(this.#names),
      attempted: ({ passed }) => {
        if (passed) void this.#mended(this.repair.judged ?? page.code);
      },
    });
  }

  get #names(): readonly string[] {
    return this.page.evidence.map(({ id }) => id);
  }

  /** Takes up what the reader left here. Browser only. */
  restore(): void {
    this.state = loadHuntState(this.page.id);
  }

  /** Fetches what evidence needs before it is asked for. A failure says nothing: asking will. */
  prepare(): void {
    void this.#options
      .load()
      .then(({ judgeOf }) => judgeOf(this.#names).prepare(this.page.id))
      .catch(() => undefined);
  }

  /** Runs the broken code and measures its symptom. That is no evidence, and not counted. */
  async seeIt(): Promise<void> {
    await this.#run(async ({ measureSymptom }) => {
      this.symptom = await measureSymptom(this.page.id, this.#names, this.page.code);
      return '';
    });
  }

  /** Brings a piece of evidence. It is counted when it is there. */
  async ask(id: string): Promise<void> {
    await this.#run(async ({ gatherPiece }) => {
      const piece = await gatherPiece(this.page.id, this.#names, this.page.code, id);
      this.pieces = { ...this.pieces, [id]: piece };
      this.#step(ask(this.state, id));
      return strings.used(this.state.asked.length, this.page.evidence.length);
    });
  }

  nameCause(cause: number): void {
    this.#step(nameCause(this.state, cause));
  }

  markLine(line: number): void {
    this.#step(markLine(this.state, line));
  }

  look(): void {
    this.#step(look(this.state));
  }

  /** Measures the broken and the mended code, by what was asked for, to be seen side by side. */
  async compare(): Promise<void> {
    const { asked, repair } = this.state;
    if (repair === undefined) return;
    await this.#run(async ({ measureSymptom, gatherPiece }) => {
      const { id, code } = this.page;
      const pair = async <Measured>(measure: (code: string) => Promise<Measured>) => ({
        before: await measure(code),
        after: await measure(repair),
      });
      const symptom = await pair((each) => measureSymptom(id, this.#names, each));
      const pieces: Compared['pieces'][number][] = [];
      for (const name of asked) {
        const piece = await pair((each) => gatherPiece(id, this.#names, each, name));
        pieces.push({ id: name, ...piece });
      }
      this.compared = { symptom, pieces };
      return '';
    });
  }

  /** Forgets the hunt; the log keeps what it was told. */
  startOver(): void {
    this.state = FRESH;
    this.#begun = undefined;
    [this.symptom, this.pieces, this.compared, this.status] = [undefined, {}, undefined, ''];
    this.repair.reset();
    this.repair.report = undefined;
    this.repair.status = '';
    saveHuntState(this.page.id, this.state);
  }

  async #mended(code: string): Promise<void> {
    this.#step(mend(this.state, code));
    await this.compare();
  }

  #step(next: HuntState): void {
    const { now, told } = this.#options;
    const begun = (this.#begun ??= now());
    const found = foundBy(this.state, next, this.page.facts);
    this.state = next;
    saveHuntState(this.page.id, next);
    if (found !== undefined) told({ found, seconds: Math.round((now() - begun) / 1000) });
  }

  /** Does something that runs code, one at a time. It returns what the status says at the end. */
  async #run(work: (tools: typeof import('./hunting.ts')) => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.#begun ??= this.#options.now();
    [this.busy, this.status] = [true, strings.running];
    try {
      this.status = await work(await this.#options.load());
    } catch {
      this.status = strings.unavailable;
    } finally {
      this.busy = false;
    }
  }
}
