import { TRAINED_LIMITS } from '../../engine/trained/limits.ts';
import { ENGLISH } from '../../world/language/index.ts';
import { readTyped } from '../trained/words.ts';
import type { Typed } from '../trained/words.ts';
import type { Passage } from './passage.ts';

/** How a passage is drawn and what is asked of its paragraph, where models differ. */
export interface TypedOptions {
  readonly draw: (seed: number, sentences: number) => Passage;
  /** The paragraph, with a problem if the model could not take it. */
  readonly check?: (paragraph: Typed) => Typed;
}

/** A paragraph and a question as a reader draws, types and edits them. */
export class TypedPassage {
  sentences = $state(6);
  seed = $state(7);
  paragraph = $state('');
  question = $state('');
  #drawn = $state.raw<Passage>();
  readonly #options: TypedOptions;

  readonly text = $derived.by(() => {
    const text = readTyped(this.paragraph, ENGLISH, TRAINED_LIMITS.paragraph);
    return this.#options.check?.(text) ?? text;
  });
  readonly asked = $derived(readTyped(this.question, ENGLISH, TRAINED_LIMITS.question));
  readonly ready = $derived(this.text.problem === undefined && this.asked.problem === undefined);

  constructor(options: TypedOptions) {
    this.#options = options;
    this.draw();
  }

  /** A paragraph and a question of the seed, in place of what was typed. */
  draw(): void {
    const passage = this.#options.draw(this.seed, this.sentences);
    this.#drawn = passage;
    this.paragraph = passage.paragraph;
    this.question = passage.question;
  }

  /** A passage of the next seed. */
  drawNext(): void {
    this.seed = (this.seed + 1) % (TRAINED_LIMITS.seed.max + 1);
    this.draw();
  }

  /** The answer that the paragraph was written with, if nothing was edited. */
  wanted(): string | undefined {
    const drawn = this.#drawn;
    const same = drawn?.paragraph === this.paragraph && drawn.question === this.question;
    return same ? drawn.answer : undefined;
  }
}
