import type { Classification, FinetuneStep } from '../../engine/trained/jobs.ts';
import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { tunerStrings as strings } from '../../strings/en/tuner.ts';
import { ENGLISH } from '../../world/language/index.ts';
import { long, percent } from '../matrix/numbers.ts';
import { saidOf } from '../classifier/state.ts';
import { createAnnouncer } from '../trained/announce.ts';
import { Job } from '../trained/job.svelte.ts';
import { readTyped, tokensOf } from '../trained/words.ts';
import { drawData, drawSentences } from './examples.ts';
import type { Data } from './examples.ts';
import type { followLink } from './link.ts';
import { ownData, ownProblem } from './own.ts';
import type { OwnLabel, OwnLabels } from './own.ts';
import {
  BATCH,
  RATES,
  START,
  nameOf,
  newRun,
  replaceRun,
  resultSentence,
  withRun,
  withSteps,
} from './runs.ts';
import type { Run, Settings } from './runs.ts';

/** How many sentences a reader labels by hand. */
const OWN = 20;

/** What a model said of a sentence. */
interface Tried {
  readonly sentence: string;
  readonly run: number;
  readonly classification: Classification;
}

/** A reader's dealings with fine-tuning. */
export class Session {
  readonly training: Job<'finetune'>;
  readonly trying: Job<'classify'>;
  settings = $state.raw<Settings>(START);
  /** What a link said that was left out, in words. */
  leftOut = $state.raw<readonly string[]>([]);
  own = $state.raw<OwnLabels>(newOwn());
  runs = $state.raw<readonly Run[]>([]);
  /** The last step of the run that is on its way. */
  last = $state.raw<FinetuneStep>();
  announcement = $state('');

  typed = $state('a small red circle moves right above a blue square');
  /** The run whose model is tried: the newest unless chosen otherwise. */
  chosen = $state<number>();
  #tried = $state.raw<Tried>();

  readonly text = $derived(readTyped(this.typed, ENGLISH, TRAINED_LIMITS.sentence));
  readonly problem = $derived(this.settings.task === 'own' ? ownProblem(this.own) : undefined);
  readonly done = $derived(this.runs.filter(({ result }) => result !== undefined));
  readonly model = $derived(this.done.find(({ id }) => id === this.chosen) ?? this.done.at(-1));
  /** What the chosen model said of this very sentence, if it was asked. */
  readonly tried = $derived(
    this.#tried?.sentence === this.typed && this.#tried.run === this.model?.id
      ? this.#tried.classification
      : undefined,
  );
  #lastId = 0;
  /** The run whose sentences are being drawn, or that is on its way. */
  #starting: number | undefined;
  #drawn = 1;
  #frame = 0;
  #fresh: FinetuneStep[] = [];
  readonly #announcer = createAnnouncer((text) => (this.announcement = text));

  constructor(id: string) {
    this.training = new Job(id, 'finetune');
    this.trying = new Job(id, 'classify');
  }

  set(change: Partial<Settings>): void {
    const rate = change.mode ? { learningRate: RATES[change.mode] } : {};
    this.settings = { ...this.settings, ...rate, ...change };
    this.leftOut = [];
  }

  /** Takes over what a link says, if it says anything. */
  follow(link: ReturnType<typeof followLink>): void {
    if (!link) return;
    this.settings = link.settings;
    this.leftOut = link.leftOut;
  }

  label(at: number, label: OwnLabel): void {
    const labels = this.own.labels.map((old, i) => (i === at ? label : old));
    this.own = { ...this.own, labels };
  }

  rename(at: 0 | 1, name: string): void {
    const [first, second] = this.own.names;
    this.own = { ...this.own, names: at === 0 ? [name, second] : [first, name] };
  }

  /** Other sentences to label; those that have a label stay. */
  drawOthers(): void {
    const { sentences, labels } = this.own;
    const kept = sentences.flatMap((text, i) => (labels[i] === undefined ? [] : [{ text, i }]));
    const fresh = drawSentences(++this.#drawn, OWN).filter((text) => !sentences.includes(text));
    this.own = {
      ...this.own,
      sentences: [...kept.map(({ text }) => text), ...fresh],
      labels: [...kept.map(({ i }) => labels[i]), ...fresh.map(() => undefined)],
    };
  }

  async train(): Promise<void> {
    if (this.training.busy || this.problem !== undefined) return;
    const settings = this.settings;
    const id = ++this.#lastId;
    this.#starting = id;
    this.training.busy = true;
    const data = await this.#data(settings);
    if (this.#starting === id) await this.#run(newRun(id, settings, data.examples.length), data);
    else this.training.busy = false;
  }

  stop(): void {
    this.#starting = undefined;
    this.training.callOff();
  }

  reset(): void {
    this.stop();
    this.runs = [];
    this.#tried = undefined;
    this.chosen = undefined;
  }

  async tryIt(): Promise<void> {
    const { model, typed: sentence } = this;
    const tuned = model?.result?.file;
    if (!tuned || this.text.problem !== undefined) return;
    const input = { tokens: tokensOf(this.text), record: false, tuned };
    const classification = await this.trying.run(input);
    if (!classification) return;
    this.#tried = { sentence, run: model.id, classification };
    this.#announcer.say(saidOf(classification));
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.training.callOff();
    this.#announcer.dispose();
  }

  async #run(run: Run, { examples, heldOut }: Data): Promise<void> {
    this.runs = withRun(this.runs, run);
    const { mode, learningRate, rank, steps, seed } = run.settings;
    const input = { examples, heldOut, mode, learningRate, rank, steps, seed, batch: BATCH };
    const result = await this.training.run(input, (step) => this.#hear(run.id, step));
    this.#flush(run.id);
    this.last = undefined;
    const current = this.runs.find(({ id }) => id === run.id);
    if (!current) return;
    if (result) this.#finish({ ...current, result });
    else if (current.losses.length === 0) this.#forget(run.id);
  }

  #finish(run: Run): void {
    this.runs = replaceRun(this.runs, run);
    this.chosen = run.id;
    this.#announcer.say(`${nameOf(run)}. ${resultSentence(run)}`);
  }

  #data({ task, count, seed }: Settings): Data | Promise<Data> {
    return task === 'own' ? ownData(this.own) : drawData(task, count, seed);
  }

  /** Steps come faster than a screen can show them: they are taken over once a frame. */
  #hear(id: number, step: FinetuneStep): void {
    this.#fresh.push(step);
    if (step.accuracy !== undefined) {
      const { accuracy, loss } = step;
      this.#announcer.say(strings.measured(id, step.step, long(loss), percent(accuracy)));
    }
    if (this.#fresh.length === 1) {
      this.#frame = requestAnimationFrame(() => this.#flush(id));
    }
  }

  #flush(id: number): void {
    const fresh = this.#fresh;
    this.#fresh = [];
    cancelAnimationFrame(this.#frame);
    const run = this.runs.find((one) => one.id === id);
    if (!run || fresh.length === 0) return;
    this.runs = replaceRun(this.runs, withSteps(run, fresh));
    this.last = fresh.at(-1);
  }

  #forget(id: number): void {
    this.runs = this.runs.filter((run) => run.id !== id);
  }
}

function newOwn(): OwnLabels {
  const sentences = drawSentences(1, OWN);
  const [first, second] = strings.ownNames;
  return { sentences, labels: sentences.map(() => undefined), names: [first, second] };
}
