import { createAnnouncer } from '../trained/announce.ts';
import { Job } from '../trained/job.svelte.ts';
import { fit } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import { tokensOf } from '../trained/words.ts';
import { drawPassage } from './passage.ts';
import { answerOf, fromsOf } from './state.ts';
import type { Shown } from './state.ts';
import { TypedPassage } from './typed.svelte.ts';

/** A reader's dealings with the answerer. */
export class Session {
  readonly job: Job<'answer'>;
  readonly passage = new TypedPassage({ draw: drawPassage });
  shown = $state.raw<Shown>();
  announcement = $state('');
  #wanted = $state.raw<Head>({ layer: 0, head: 0 });
  #from = $state(0);
  readonly #announcer = createAnnouncer((text) => (this.announcement = text));

  readonly head = $derived(fit(this.#wanted, this.shown?.answer.attention ?? []));
  readonly froms = $derived(this.shown ? fromsOf(this.shown) : []);
  readonly at = $derived(Math.min(this.#from, this.froms.length - 1));
  readonly from = $derived(this.froms[this.at]);

  constructor(id: string) {
    this.job = new Job(id, 'answer');
  }

  async ask(): Promise<void> {
    const { ready, asked, text } = this.passage;
    if (!ready) return;
    const [question, paragraph] = [tokensOf(asked), tokensOf(text)];
    const wanted = this.passage.wanted();
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
}
