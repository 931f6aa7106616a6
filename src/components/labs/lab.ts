import type { Component } from 'svelte';
import type { LabName, LabResults, LabSettings, LabSteps } from '../../engine/labs/index.ts';
import type { Topic } from '../../interview/topics.ts';
import type { LabTexts } from '../../strings/en/labs/texts.ts';

/** A lab, but for its view: what all labs have in common is in `Lab.svelte`. */
export interface Lab<Name extends LabName> {
  readonly name: Name;
  /** What a missed prediction counts for. */
  readonly topic: Topic;
  readonly texts: LabTexts<Name>;
  /**
   * States worth seeing, by name: the reader picks from them, the gallery shows them all, and the
   * snapshot tests hold their numbers. What a case does not say is as at first; `first` says nothing.
   */
  readonly cases: Readonly<Record<string, Partial<LabSettings<Name>>>>;
  /** What is seen, in one sentence, true of any settings. Numbers in it come from the result. */
  readonly sentence: (result: LabResults[Name], settings: LabSettings<Name>) => string;
  /** What the reader predicts before the result is shown; nothing where no guess makes sense. */
  readonly guess?: (result: LabResults[Name], settings: LabSettings<Name>) => Guess | undefined;
  /** Settings that only choose what is looked at: the form leaves them to the view, nothing is computed anew. */
  readonly looks?: readonly (keyof LabSettings<Name>)[];
  /** Settings that make no difference now: the form leaves them out. */
  readonly idle?: (settings: LabSettings<Name>) => readonly (keyof LabSettings<Name>)[];
  /** Settings that do not go together: which one is off, and what is wanted of it. */
  readonly conflict?: (settings: LabSettings<Name>) => Conflict<Name> | undefined;
  /** What is said and offered beside a field; nothing of it is refused. */
  readonly beside?: (settings: LabSettings<Name>) => {
    readonly [Field in keyof LabSettings<Name>]?: Beside<Name>;
  };
  /** Computes only when told to, because it takes seconds. */
  readonly onRequest?: boolean;
}

/** The state that a page begins with. */
export interface Start {
  /** The name of its case. */
  readonly at: string;
  /** Its result, packed, computed when the site was built. */
  readonly first: unknown;
}

export interface Conflict<Name extends LabName> {
  readonly field: keyof LabSettings<Name>;
  readonly wanted: string;
}

export interface Beside<Name extends LabName> {
  /** A line each. */
  readonly notes: readonly string[];
  /** A button that sets something. */
  readonly offer?: { readonly label: string; readonly change: Partial<LabSettings<Name>> };
}

/** A question about the result, with one right answer among some. */
export interface Guess {
  readonly question: string;
  readonly options: readonly string[];
  /** Index of the right one. */
  readonly right: number;
  readonly why: string;
}

/** What the view of a lab gets. It draws, and stands without scripts. */
export interface ViewProps<Name extends LabName> {
  /** The settings of the result. */
  readonly settings: LabSettings<Name>;
  readonly result: LabResults[Name];
  /** What was told so far of a result that is on its way; empty otherwise. */
  readonly steps: readonly LabSteps[Name][];
  /** Sets something as the form does. */
  readonly set: (change: Partial<LabSettings<Name>>) => void;
}

export type View<Name extends LabName> = Component<ViewProps<Name>>;
