import { readCardKey, type Card, type Target } from '../../reader/card.ts';
import { dayOfDate, type Calendar } from '../../reader/day.ts';
import type { Grade } from '../../reader/event.ts';
import type { ReaderLog } from '../../reader/log.ts';
import { dueToday, horizonOf, planCards } from '../../reader/plan.ts';
import { gradeCard } from '../../reader/grade.ts';
import { replay, type ReaderState } from '../../reader/replay.ts';
import { reviewStrings as strings } from '../../strings/en/review.ts';
import type { Fetched } from './question.ts';
import { sayWait } from './when.ts';

/** What a session needs of the world. */
export interface ReviewWorld {
  readonly openLog: () => Promise<ReaderLog>;
  readonly now: () => number;
  readonly calendar: Calendar;
  /** A seed for numbers that are drawn anew: a 32-bit integer. */
  readonly drawSeed: () => number;
  readonly loadQuestion: (id: string) => Promise<Fetched>;
}

/** A card on the table. */
export interface Shown {
  readonly card: Card;
  readonly target: Target | undefined;
  readonly seed: number;
  readonly since: number;
}

/** A visit to the review page. */
export class ReviewSession {
  phase = $state<'loading' | 'ready'>('loading');
  state = $state.raw<ReaderState>(replay([]));
  now = $state(0);
  shown = $state.raw<Shown>();
  question = $state.raw<Fetched>();
  /** Whether the answer is on the table, so that it can be graded. */
  open = $state(false);
  /** The grade that fits the reader's answer, if there was one. */
  fitting = $state<Grade>();
  ahead = $state(false);
  status = $state('');

  log = $state.raw<ReaderLog>();

  readonly #world: ReviewWorld;
  #stop: () => void = () => undefined;
  #undoing = Promise.resolve();
  /** The grades of this visit, for undo. */
  #grades: readonly { readonly event: string; readonly key: string }[] = [];
  /** What is not to come up again in this visit, unless it is due. */
  #had: readonly string[] = [];
  #skipped: readonly string[] = [];

  readonly today = $derived.by(() => this.#world.calendar.dayOf(this.now));
  readonly horizon = $derived.by(() => horizonOf(this.state, this.now, this.#world.calendar));
  readonly planned = $derived.by(() =>
    planCards(this.state.cards.values(), this.now, this.#world.calendar, this.horizon),
  );
  readonly due = $derived.by(() => dueToday(this.planned, this.today));
  /** When the card on the table would come back after each grade. */
  readonly waits = $derived.by(() => {
    const { shown } = this;
    if (!shown) return undefined;
    const wait = (grade: Grade) => this.#sayWhen(gradeCard(shown.card, this.now, grade));
    return { 1: wait(1), 2: wait(2), 3: wait(3), 4: wait(4) };
  });

  constructor(world: ReviewWorld) {
    this.#world = world;
  }

  async start(): Promise<void> {
    const log = await this.#world.openLog();
    this.log = log;
    this.#stop = log.subscribe(() => this.refresh());
    this.refresh();
    this.phase = 'ready';
    this.status = this.#standing();
    this.#next();
  }

  stop(): void {
    this.#stop();
  }

  /** Takes in what another tab did, or that the day has changed. The card on the table stays. */
  refresh(): void {
    this.now = this.#world.now();
    if (this.log) this.state = replay(this.log.events);
  }

  showAnswer(fitting?: Grade): void {
    this.open = true;
    this.fitting = fitting;
    if (fitting) this.status = strings.suggest(strings.grade[fitting]);
  }

  /** Asks the same question once more, with other numbers. */
  askAgain(): void {
    if (!this.shown) return;
    this.#lay(this.shown.card);
  }

  async grade(grade: Grade): Promise<void> {
    const { shown } = this;
    if (!this.log || !shown || !this.open) return;
    // The table is cleared first, so that a second press grades nothing.
    this.open = false;
    const seconds = Math.max(0, this.#world.now() - shown.since) / 1000;
    const { key } = shown.card;
    const event = await this.log.append({
      kind: 'graded',
      card: key,
      grade,
      seed: shown.seed,
      seconds,
    });
    this.#grades = [...this.#grades, { event: event.id, key }];
    this.#had = [...this.#had, key];
    this.refresh();
    const when = this.#sayWhen(gradeCard(shown.card, event.at, grade));
    const left = this.#queue().length;
    this.status = `${strings.graded(strings.grade[grade], when)} ${strings.left(left)}`;
    this.#next();
  }

  /** Takes back the last grade. One at a time, so that the last word is that of the last press. */
  undo(): Promise<void> {
    this.#undoing = this.#undoing.then(() => this.#takeBack());
    return this.#undoing;
  }

  async #takeBack(): Promise<void> {
    const last = this.#grades.at(-1);
    if (!this.log || !last) {
      this.status = strings.nothingToUndo;
      return;
    }
    this.#grades = this.#grades.slice(0, -1);
    await this.log.append({ kind: 'undone', event: last.event });
    this.#had = this.#had.filter((key) => key !== last.key);
    this.refresh();
    const card = this.state.cards.get(last.key);
    if (card) this.#lay(card);
    this.status = strings.undone;
  }

  /** Puts a card away until the next visit. */
  skip(): void {
    if (!this.shown) return;
    this.#skipped = [...this.#skipped, this.shown.card.key];
    this.status = strings.left(this.#queue().length);
    this.#next();
  }

  goAhead(): void {
    this.ahead = true;
    this.status = strings.left(this.#queue().length);
    this.#next();
  }

  async setInterview(date: string | null): Promise<void> {
    await this.log?.append({ kind: 'settings', interview: date });
    this.refresh();
    const { interview } = this.state;
    const day = interview && dayOfDate(interview.date);
    if (day === undefined) this.status = strings.interviewNone;
    else if (!this.horizon) this.status = strings.interviewPast;
    else this.status = strings.interviewSet(day, day - this.today);
    if (!this.shown) this.#next();
  }

  /** Loads the question again that could not be loaded. */
  reload(): void {
    if (this.shown) this.#lay(this.shown.card);
  }

  /** How many cards are still to come, the one on the table included. */
  left(): number {
    return this.#queue().length;
  }

  #queue(): readonly Card[] {
    const cards = this.ahead
      ? this.planned
          .filter(({ day, card: { key } }) => day <= this.today || !this.#had.includes(key))
          .map(({ card }) => card)
      : this.due;
    return cards.filter(({ key }) => !this.#skipped.includes(key));
  }

  #next(): void {
    const [card] = this.#queue();
    if (card) this.#lay(card);
    else this.shown = this.question = undefined;
    const [, then] = this.#queue();
    const target = then && readCardKey(then.key);
    // So that the next card is there at once.
    if (target?.kind === 'question') void this.#world.loadQuestion(target.id);
  }

  #lay(card: Card): void {
    const target = readCardKey(card.key);
    const shown = { card, target, seed: this.#world.drawSeed(), since: this.#world.now() };
    [this.shown, this.question, this.open, this.fitting] = [shown, undefined, false, undefined];
    if (target?.kind === 'question') void this.#load(shown, target.id);
  }

  async #load(shown: Shown, id: string): Promise<void> {
    const question = await this.#world.loadQuestion(id);
    if (this.shown === shown) this.question = question;
  }

  /** When a card that was just graded comes back, in words. The interview may have its say. */
  #sayWhen(card: Card): string {
    const [plan] = planCards([card], this.now, this.#world.calendar, this.horizon);
    return plan?.forInterview ? strings.inDays(plan.day - this.today) : sayWait(card);
  }

  #standing(): string {
    if (this.state.cards.size === 0) return strings.none;
    const [next] = this.planned;
    if (this.due.length === 0 && next) return strings.nothing(next.day);
    return strings.due(this.due.length);
  }
}
