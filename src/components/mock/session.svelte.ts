import { drawSession } from '../../interview/mock/draw.ts';
import type { Candidate } from '../../interview/mock/pool.ts';
import { finish } from '../../interview/mock/report.ts';
import { standAt, type Given, type Move } from '../../interview/mock/run.ts';
import {
  comeBack,
  readSaved,
  writeSaved,
  type Saved,
  type SavedDraft,
} from '../../interview/mock/saved.ts';
import type { Plan } from '../../interview/mock/turn.ts';
import type { MockEvent, ReaderEvent } from '../../reader/event.ts';
import type { ReaderLog } from '../../reader/log.ts';
import { inOrder } from '../../reader/order.ts';
import { mockStrings as strings } from '../../strings/en/mock.ts';
import type { SessionStore } from './store.ts';

/** What an interview needs of the world. */
export interface MockWorld {
  readonly openLog: () => Promise<ReaderLog>;
  readonly now: () => number;
  /** A seed that a reader can type: a whole number from 1 to 999,999. */
  readonly drawSeed: () => number;
  /** Rejects where it can't be loaded. */
  readonly loadPool: () => Promise<readonly Candidate[]>;
  readonly store: SessionStore;
}

/** A page that was silent for so long was asleep. A tab in the background may wake once a minute. */
const ASLEEP = 90_000;

/** How often a page says that it is there. */
const HEARTBEAT = 5000;

/** When the time that is left is announced, in minutes. */
const WARNINGS = [5, 1];

/** The mock interview of a page. */
export class MockSession {
  phase = $state<'loading' | 'plan' | 'drawing' | 'on' | 'elsewhere'>('loading');
  saved = $state.raw<Saved>();
  now = $state(0);
  status = $state('');
  /** Whether the browser keeps the interview that is on. */
  keeps = $state(true);
  /** A kept interview that could not be read. */
  damaged = $state<string>();
  log = $state.raw<ReaderLog>();
  /** The interviews that are over, the first one first. */
  reports = $state.raw<readonly MockEvent[]>([]);
  /** How many are of a version without a report. */
  older = $state(0);
  /** The report on the page. */
  shown = $state.raw<MockEvent>();

  readonly standing = $derived.by(() => this.saved && standAt(this.saved, this.now));
  readonly turn = $derived.by(() => this.saved?.turns[this.standing?.turn ?? 0]);
  /** Seconds until no new question is asked; negative when it is over. */
  readonly left = $derived.by(() => {
    const { saved, standing } = this;
    return saved && standing ? 60 * saved.plan.minutes - standing.spent / 1000 : 0;
  });

  readonly #world: MockWorld;
  #stops: (() => void)[] = [];

  constructor(world: MockWorld) {
    this.#world = world;
  }

  async start(): Promise<void> {
    const log = await this.#world.openLog();
    this.log = log;
    this.#stops = [
      log.subscribe(() => this.#readReports()),
      this.#world.store.listen((isThere) => this.#hearOther(isThere)),
    ];
    this.#readReports();
    this.phase = 'plan';
    this.#resume();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.leave();
  }

  async begin(plan: Omit<Plan, 'seed'> & { readonly seed: number | undefined }): Promise<void> {
    const whole: Plan = { ...plan, seed: plan.seed ?? this.#world.drawSeed() };
    this.phase = 'drawing';
    this.status = strings.starting;
    const pool = await this.#world.loadPool().catch(() => []);
    const turns = drawSession(whole, pool);
    if (turns.length === 0) {
      this.phase = 'plan';
      this.status = strings.failed;
      return;
    }
    this.shown = undefined;
    const at = this.#world.now();
    this.#put({ plan: whole, turns, moves: [{ kind: 'begun', at }], seen: at, draft: null });
    this.phase = 'on';
    this.status = strings.started(turns.length, whole.minutes);
  }

  pause(): void {
    this.#move({ kind: 'paused' }, strings.paused);
  }

  resume(): void {
    this.#move({ kind: 'resumed' }, strings.resumed);
  }

  skip(): void {
    this.#move({ kind: 'skipped' }, strings.skipped);
  }

  show(said: string): void {
    this.#move({ kind: 'shown', said }, strings.stands);
  }

  answer(given: Given): void {
    this.#move({ kind: 'answered', ...given }, '');
  }

  next(): void {
    this.#move({ kind: 'next' }, '');
  }

  end(): void {
    this.#move({ kind: 'ended' }, '');
  }

  /** Keeps what is being typed. */
  keepDraft(draft: SavedDraft): void {
    const { saved } = this;
    if (saved && this.phase === 'on') this.#put({ ...saved, draft });
  }

  /** A second has passed, or many if the page slept. */
  tick(): void {
    const { saved, phase } = this;
    if (!saved || phase !== 'on') return;
    const now = this.#world.now();
    if (now - saved.seen > ASLEEP) return this.#wake(saved);
    const before = this.left;
    this.now = now;
    const warning = WARNINGS.find((minutes) => before > 60 * minutes && this.left <= 60 * minutes);
    if (warning !== undefined) this.status = strings.minutesLeft(warning);
    if (before > 0 && this.left <= 0) this.status = strings.over;
    if (now - saved.seen >= HEARTBEAT) this.leave();
  }

  /** The page goes, or may go any moment: until now it was seen. */
  leave(): void {
    const { saved } = this;
    if (saved && this.phase === 'on') this.#put(saved);
  }

  /** Takes the interview over from another tab. */
  takeOver(): void {
    this.phase = 'plan';
    this.#resume();
  }

  dropDamaged(): void {
    this.damaged = undefined;
    this.#world.store.remove();
  }

  /** Back to the plan of another interview. */
  again(): void {
    this.shown = undefined;
    this.status = '';
  }

  #resume(): void {
    const text = this.#world.store.read();
    const saved = text === undefined ? undefined : readSaved(text);
    if (saved) this.#wake(saved);
    else this.damaged = text;
  }

  /** Goes on after a time away, in a pause that the reader ends. */
  #wake(saved: Saved): void {
    const back = comeBack(saved, this.#world.now());
    this.phase = 'on';
    this.#put(back);
    if (this.standing?.phase === 'over') void this.#close();
    else this.status = strings.away((back.seen - saved.seen) / 1000);
  }

  #move(move: MoveKind, status: string): void {
    const { saved } = this;
    if (!saved || this.phase !== 'on') return;
    const at = this.#world.now();
    const turn = this.standing?.turn;
    const moved = { ...saved, moves: [...saved.moves, { ...move, at }] };
    const isNext = standAt(moved, at).turn !== turn;
    this.#put(isNext ? { ...moved, draft: null } : moved);
    this.status = status;
    if (this.standing?.phase === 'over') void this.#close();
  }

  #put(saved: Saved): void {
    const now = this.#world.now();
    this.now = now;
    this.saved = { ...saved, seen: now };
    this.keeps = this.#world.store.write(writeSaved(this.saved));
  }

  /** Writes the interview down. It stays kept until that is done. */
  async #close(): Promise<void> {
    const { saved, log } = this;
    if (!saved || !log) return;
    this.phase = 'plan';
    const begun = saved.moves[0]?.at ?? 0;
    const event = this.#written(saved.plan, begun) ?? (await log.append(eventOf(saved)));
    this.#world.store.remove();
    this.saved = undefined;
    this.#readReports();
    if (isReport(event)) this.shown = event;
    this.status = strings.report;
  }

  /** The entry of an interview whose page went away just after it was written. */
  #written({ seed, role, minutes }: Plan, begun: number): ReaderEvent | undefined {
    return this.reports.find(
      (report) =>
        report.at >= begun &&
        report.seed === seed &&
        report.role === role &&
        report.minutes === minutes,
    );
  }

  #readReports(): void {
    const all = inOrder(this.log?.events ?? []);
    this.reports = all.filter(isReport);
    this.older = all.filter(({ kind }) => kind === 'mock').length - this.reports.length;
  }

  #hearOther(isThere: boolean): void {
    if (isThere && this.phase === 'on') this.phase = 'elsewhere';
    if (!isThere && this.phase === 'elsewhere') {
      this.saved = undefined;
      this.phase = 'plan';
    }
  }
}

/** A move before it has its time. */
type MoveKind = Without<Exclude<Move, { kind: 'away' }>, 'at'>;
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function eventOf(saved: Saved) {
  const { items, ...rest } = finish(saved);
  return { kind: 'mock' as const, ...rest, items: [...items] };
}

function isReport(event: ReaderEvent): event is MockEvent {
  return event.kind === 'mock' && event.v === 2;
}
