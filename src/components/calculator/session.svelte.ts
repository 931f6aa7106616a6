import { presets } from '../../interview/design/calculator.ts';
import type { Calculator, Result, Values } from '../../interview/design/calculator.ts';
import { calculators } from '../../interview/design/index.ts';
import type { CalculatorName } from '../../interview/design/index.ts';
import { calculatorTexts } from '../../strings/en/calculator/index.ts';
import type { AnyTexts } from '../../strings/en/calculator/texts.ts';
import { readFragment, writeFragment } from '../address/fields.ts';
import { firstTyped, readFields } from './state.ts';
import type { Typed } from './state.ts';

/** How long the address waits for the reader to rest, in milliseconds. */
const REST = 300;

/** The reader's dealings with one calculator. */
export class Session {
  readonly name: CalculatorName;
  readonly calculator: Calculator;
  readonly texts: AnyTexts;
  readonly first: Typed;

  typed = $state.raw<Typed>({});
  problems = $state.raw<Readonly<Record<string, string>>>({});
  /** Names in the link that are not ours. */
  unknown = $state.raw<readonly string[]>([]);
  /** The last values that fit together. */
  #values = $state.raw<Values>({});
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly results: Readonly<Record<string, Result>> = $derived.by(() =>
    this.calculator.compute(this.#values),
  );

  constructor(name: CalculatorName) {
    this.name = name;
    this.calculator = calculators[name];
    this.texts = calculatorTexts[name];
    this.first = firstTyped(this.calculator);
    this.typed = this.first;
    this.#values = presets(this.calculator);
  }

  type(name: string, text: string): void {
    this.#take({ ...this.typed, [name]: text });
    this.#keepAddress();
  }

  reset(): void {
    this.unknown = [];
    this.#take(this.first);
    this.#keepAddress();
  }

  /** Takes over what the address says. Says whether it says anything to this calculator. */
  follow(hash: string): boolean {
    const link = readFragment(this.name, hash, this.first);
    if (!link) return false;
    this.unknown = link.unknown;
    this.#take(link.typed);
    return true;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #take(typed: Typed): void {
    this.typed = typed;
    const { values, problems } = readFields(this.calculator, this.texts, typed);
    this.problems = problems;
    if (values) this.#values = values;
  }

  #keepAddress(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const fragment = writeFragment(this.name, this.typed, this.first, location.hash);
      const address = fragment === '#' ? location.pathname + location.search : fragment;
      if (fragment !== location.hash) history.replaceState(history.state, '', address);
    }, REST);
  }
}
