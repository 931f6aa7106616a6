import { drawPassage } from '../answerer/passage.ts';
import { TypedPassage } from '../answerer/typed.svelte.ts';
import { createAnnouncer } from '../trained/announce.ts';
import { Job } from '../trained/job.svelte.ts';
import { fit } from '../trained/pattern.ts';
import type { Head } from '../trained/pattern.ts';
import { tokensOf } from '../trained/words.ts';
import { answerOf, checkSentences, sentencesOf } from './state.ts';
import type { Shown } from './state.ts';

/** The share of drawn questions that ask for what is not told, about as in training. */
const NOT_TOLD = 0.15;

/** The head that was taught to look where the answer stands: the first one of the last layer. */
const TAUGHT: Head = { layer: Infinity, head: 0 };

/** A reader's dealings with the reader on two levels. */
export class Session {
  readonly job: Job<'answerByLevels'>;
  readonly passage = new TypedPassage({
    draw: (seed, sentences) => drawPassage(seed, sentences, { notTold: NOT_TOLD }),
    check: checkSentences,
  });
  shown = $state.raw<Shown>();
  /** The row from which is looked: the question first. */
  from = $state(0);
  announcement = $state('');
  #wanted = $state.raw<Head>(TAUGHT);
  readonly #announcer = createAnnouncer((text) => (this.announcement = text));

  readonly head = $derived(fit(this.#wanted, this.shown?.answer.attention ?? []));

  constructor(id: string) {
    this.job = new Job(id, 'answerByLevels');
  }

  async ask(): Promise<void> {
    const { ready, asked, text } = this.passage;
    if (!ready) return;
    const input = { question: tokensOf(asked), sentences: sentencesOf(tokensOf(text)) };
    const wanted = this.passage.wanted();
    const answer = await this.job.run(input);
    if (!answer) return;
    this.from = 0;
    this.shown = { wanted, answer };
    this.#announcer.say(answerOf(this.shown));
  }

  choose(head: Partial<Head>): void {
    this.#wanted = { ...this.head, ...head };
  }

  dispose(): void {
    this.#announcer.dispose();
  }
}
