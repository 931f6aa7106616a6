import { SOURCE, ALIGNED_HEAD } from '../../engine/models/config.ts';
import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { translatorStrings as strings } from '../../strings/en/translator.ts';
import { createAnnouncer } from '../trained/announce.ts';
import { Job } from '../trained/job.svelte.ts';
import { promptNotes } from '../trained/notes.ts';
import { fit } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import { readTyped, tokensOf } from '../trained/words.ts';
import { START_TEXT, chineseOf, lookSentence } from './state.ts';
import type { Shown } from './state.ts';

/** A reader's dealings with the translator. */
export class Session {
  readonly job: Job<'translate'>;
  typed = $state(START_TEXT);
  shown = $state.raw<Shown>();
  /** How many tokens of it are in sight. */
  at = $state(0);
  playing = $state(false);
  announcement = $state('');
  #wanted = $state.raw<Head>(ALIGNED_HEAD);
  readonly #announcer = createAnnouncer((text) => (this.announcement = text));

  readonly text = $derived(readTyped(this.typed, SOURCE, TRAINED_LIMITS.sentence));
  readonly notes = $derived(promptNotes(this.typed));
  readonly steps = $derived(this.shown?.steps ?? []);
  readonly step = $derived(this.steps[this.at - 1]);
  readonly head = $derived(fit(this.#wanted, this.step?.cross ?? []));

  constructor(id: string) {
    this.job = new Job(id, 'translate');
  }

  /** @param animate whether the tokens may come one by one */
  async translate(animate: boolean): Promise<void> {
    if (this.text.problem !== undefined) return;
    const tokens = tokensOf(this.text);
    const source = this.typed.trim();
    let fresh: Shown = { source: tokens, steps: [] };
    const result = await this.job.run({ tokens, record: false }, (step) => {
      fresh = { ...fresh, steps: [...fresh.steps, step] };
      this.#show(fresh, animate);
    });
    if (!result) return;
    this.#show({ ...fresh, source: result.source, result }, animate);
    const target = chineseOf(fresh, fresh.steps.length);
    this.#announcer.say(strings.done(source, target, result.milliseconds));
  }

  /** Shows the first `at` tokens. */
  goTo(at: number): void {
    this.at = Math.max(1, Math.min(this.steps.length, at));
    // What plays by itself is not read out token by token: the whole was said when it came.
    if (this.playing) return;
    const token = this.step?.token ?? '';
    const where = strings.spoken(this.at, this.steps.length, token);
    if (this.shown) {
      this.#announcer.say(`${where}. ${lookSentence(this.shown, this.at, this.head)}`);
    }
  }

  choose(head: Partial<Head>): void {
    this.#wanted = { ...this.head, ...head };
  }

  dispose(): void {
    this.#announcer.dispose();
  }

  #show(shown: Shown, animate: boolean): void {
    if (shown.steps.length === 1) {
      this.at = 1;
      this.playing = animate;
    }
    this.shown = shown;
    if (!animate) this.at = shown.steps.length;
  }
}
