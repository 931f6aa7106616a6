import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { ENGLISH } from '../../world/language/index.ts';
import { createAnnouncer } from '../trained/announce.ts';
import { Job } from '../trained/job.svelte.ts';
import { fit } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import { readTyped, tokensOf } from '../trained/words.ts';
import { drawPassage } from './passage.ts';
import type { Passage } from './passage.ts';
import { answerOf, fromsOf } from './state.ts';
import type { Shown } from './state.ts';

/** A reader's dealings with the answerer. */
export class Session {
  readonly job: Job<'answer'>;
  sentences = $state(6);
  seed = $state(7);
  paragraph = $state('');
  question = $state('');
  shown = $state.raw<Shown>();
  announcement = $state('');
  #drawn = $state.raw<Passage>();
  #wanted = $state.raw<Head>({ layer: 0, head: 0 });
  #from = $state(0);
  readonly #announcer = createAnnouncer((text) => (this.announcement = text));

  readonly text = $derived(readTyped(this.paragraph, ENGLISH, TRAINED_LIMITS.paragraph));
  readonly asked = $derived(readTyped(this.question, ENGLISH, TRAINED_LIMITS.question));
  readonly ready = $derived(this.text.problem === undefined && this.asked.problem === undefined);
  readonly head = $derived(fit(this.#wanted, this.shown?.answer.attention ?? []));
  readonly froms = $derived(this.shown ? fromsOf(this.shown) : []);
  readonly at = $derived(Math.min(this.#from, this.froms.length - 1));
  readonly from = $derived(this.froms[this.at]);

  constructor(id: string) {
    this.job = new Job(id, 'answer');
    this.draw();
  }

  /** A paragraph and a question of the seed, in place of what was typed. */
  draw(): void {
    const passage = drawPassage(this.seed, this.sentences);
    this.#drawn = passage;
    this.paragraph = passage.paragraph;
    this.question = passage.question;
  }

  async ask(): Promise<void> {
    if (!this.ready) return;
    const [question, paragraph] = [tokensOf(this.asked), tokensOf(this.text)];
    const wanted = this.#wantedAnswer();
    const answer = await this.job.run({ question, paragraph, record: false });
    if (!answer) return;
    this.#from = 0;
    this.shown = { question, paragraph, wanted, answer };
    this.#announcer.say(answerOf(this.shown));
  }

  choose(head: Partial<Head>): void {
    this.#wanted = { ...this.head, ...head };
  }

  lookFrom(at: number): void {
    this.#from = at;
  }

  dispose(): void {
    this.#announcer.dispose();
  }

  #wantedAnswer(): string | undefined {
    const drawn = this.#drawn;
    const same = drawn?.paragraph === this.paragraph && drawn.question === this.question;
    return same ? drawn.answer : undefined;
  }
}
