import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { studioStrings as strings } from '../../strings/en/studio.ts';
import { ENGLISH } from '../../world/language/index.ts';
import { createAnnouncer } from '../trained/announce.ts';
import { Job } from '../trained/job.svelte.ts';
import { promptNotes } from '../trained/notes.ts';
import { readTyped, tokensOf } from '../trained/words.ts';
import { expand, wantedOf } from './prompt.ts';
import { START, START_PROMPT, check, clipAt, verdictOf } from './state.ts';
import type { Settings, Shown } from './state.ts';

/** A reader's dealings with pocket Sora. */
export class Session {
  readonly job: Job<'sample'>;
  settings = $state.raw<Settings>(START);
  prompt = $state(START_PROMPT);
  /** The caption as the reader edited it, in place of the one that the prompt expands to. */
  #edited = $state<string>();
  /** Counts how often the reader asked for another expansion. */
  #turn = $state(0);
  shown = $state.raw<Shown>();
  /** The step that is looked at, from 1. */
  step = $state(0);
  /** The frame that is looked at, from 1. */
  frame = $state(1);
  playing = $state(false);
  announcement = $state('');
  readonly #announcer = createAnnouncer((text) => (this.announcement = text));

  readonly notes = $derived(promptNotes(this.prompt));
  readonly typed = $derived(readTyped(this.prompt, ENGLISH, TRAINED_LIMITS.sentence));
  readonly expansion = $derived(
    expand(this.prompt, this.settings.seed + this.#turn, this.settings.size.frames),
  );
  readonly caption = $derived(this.#edited ?? this.expansion.caption);
  readonly text = $derived(readTyped(this.caption, ENGLISH, TRAINED_LIMITS.sentence));
  readonly clip = $derived(this.shown && clipAt(this.shown, this.step));
  readonly checked = $derived(
    this.shown?.result && check(this.shown.result.clip, wantedOf(this.shown.caption)),
  );

  constructor(id: string) {
    this.job = new Job(id, 'sample');
  }

  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
  }

  type(prompt: string): void {
    this.prompt = prompt;
    this.#edited = undefined;
  }

  edit(caption: string): void {
    this.#edited = caption;
  }

  expandAgain(): void {
    this.#edited = undefined;
    this.#turn += 1;
  }

  /** @param animate whether the clip may play by itself */
  async sample(animate: boolean): Promise<void> {
    if (this.text.problem !== undefined) return;
    const { caption, settings } = this;
    const { steps, guidance, seed, size, preview } = settings;
    let fresh: Shown = { caption, settings, steps: [] };
    this.playing = false;
    const input = { prompt: tokensOf(this.text), steps, guidance, seed, size };
    const result = await this.job.run({ ...input, preview: preview ? 'clip' : 'none' }, (step) => {
      fresh = { ...fresh, steps: [...fresh.steps, step] };
      this.#show(fresh, step.step);
      this.#announcer.say(strings.sampling(step.step, steps));
    });
    if (!result) return;
    this.#show({ ...fresh, result }, steps);
    this.playing = animate && size.frames > 1;
    const time = (result.milliseconds / 1000).toFixed(1);
    const verdict = this.checked ? `${this.checked.saw} ${verdictOf(this.checked)}` : '';
    this.#announcer.say(`${strings.done(steps, time)} ${verdict}`);
  }

  goToStep(step: number): void {
    this.step = step;
  }

  goToFrame(frame: number): void {
    this.frame = frame;
  }

  dispose(): void {
    this.job.callOff();
    this.#announcer.dispose();
  }

  #show(shown: Shown, step: number): void {
    this.shown = shown;
    this.step = step;
    this.frame = Math.min(this.frame, shown.settings.size.frames);
  }
}
