import type { SettingsOf, Value } from '../../engine/labs/field.ts';
import { labFields } from '../../engine/labs/index.ts';
import type {
  LabJobs,
  LabName,
  LabResults,
  LabSettings,
  LabSteps,
} from '../../engine/labs/index.ts';
import type { Jobs } from '../../engine/trained/jobs.ts';
import { writeFragment } from '../address/fields.ts';
import { Job } from '../trained/job.svelte.ts';
import type { Lab } from './lab.ts';
import { readLink } from './link.ts';
import { settingsOf } from './settings.ts';
import { readTyped, typedOf } from './typed.ts';
import type { Typed } from './typed.ts';

/** How long the address waits for the reader to rest, in milliseconds. */
const REST = 300;

/** What is on show: a result and the settings that it was computed for. */
export interface Shown<Name extends LabName> {
  readonly settings: LabSettings<Name>;
  readonly result: LabResults[Name];
}

/** The reader's dealings with one lab. */
export class Session<Name extends LabName> {
  readonly lab: Lab<Name>;
  /** What a link to the page alone shows. */
  readonly start: LabSettings<Name>;
  readonly job: Job<keyof LabJobs>;

  typed = $state.raw<Typed>({});
  problems = $state.raw<Readonly<Record<string, string>>>({});
  /** What a link said that was left out, in words. */
  leftOut = $state.raw<readonly string[]>([]);
  settings: LabSettings<Name>;
  shown: Shown<Name>;
  steps = $state.raw<readonly LabSteps[Name][]>([]);
  /** Tensors in the worker after the last run. */
  tensors = $state<number>();
  predict = $state(false);
  /** Whether the result on show waits for a prediction. */
  covered = $state(false);

  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param result of the case that the page begins with, `at` */
  constructor(lab: Lab<Name>, at: string, result: LabResults[Name]) {
    this.lab = lab;
    const settings = settingsOf(lab, at);
    this.start = settings;
    this.typed = typedOf(settings);
    this.settings = $state.raw(settings);
    this.shown = $state.raw({ settings, result });
    this.job = new Job(lab.name, `lab-${lab.name}` as keyof LabJobs);
  }

  /** Whether what is on show was computed for other settings. */
  get stale(): boolean {
    if (this.job.busy) return false;
    return changesOf(this.settings, this.shown.settings).some((name) => !this.#isLook(name));
  }

  /** The name of the case that is set now; nothing if there is none. */
  get case(): string | undefined {
    const now = JSON.stringify(this.settings);
    return Object.keys(this.lab.cases).find(
      (name) => JSON.stringify(settingsOf(this.lab, name)) === now,
    );
  }

  type(name: string, text: string): void {
    this.#take({ ...this.typed, [name]: text });
  }

  set(change: Partial<LabSettings<Name>>): void {
    this.#take({ ...this.typed, ...typedOf(change as Record<string, Value>) });
  }

  /** Sets a case whole: what it does not say is as at first. */
  choose(name: string): void {
    if (name in this.lab.cases) this.#take(typedOf(settingsOf(this.lab, name)));
  }

  /** Takes over what the address says. Says whether it says anything to this lab. */
  follow(hash: string): boolean {
    const link = readLink(this.lab.name, hash, labFields[this.lab.name], this.start);
    if (!link) return false;
    this.#take(typedOf(link.settings));
    this.leftOut = link.leftOut;
    if (this.lab.onRequest) void this.compute();
    return true;
  }

  /** A link to what is set now, from the start of this page. What others wrote `before` stays. */
  fragment(before = ''): string {
    return writeFragment(this.lab.name, typedOf(this.settings), typedOf(this.start), before);
  }

  async compute(): Promise<void> {
    const { settings } = this;
    this.steps = [];
    const input = settings as Jobs[keyof LabJobs]['input'];
    const result = await this.job.run(input, (step: LabSteps[LabName]) => {
      this.steps = [...this.steps, step as LabSteps[Name]];
    });
    if (!result) {
      if (!this.job.busy) this.steps = []; // else they are those of a newer run
      return;
    }
    this.covered = this.predict && this.lab.guess !== undefined;
    this.shown = { settings: this.#looked(settings), result: result.value as LabResults[Name] };
    this.tensors = result.tensors;
    this.steps = [];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.job.callOff();
  }

  #read(typed: Typed) {
    const fields = labFields[this.lab.name];
    const reading = readTyped(fields, typed, this.settings as SettingsOf<typeof fields>);
    return reading as { settings: LabSettings<Name>; problems: Record<string, string> };
  }

  #take(typed: Typed): void {
    this.leftOut = [];
    this.typed = typed;
    const { settings, problems } = this.#read(typed);
    const conflict = this.lab.conflict?.(settings);
    this.problems = conflict ? { ...problems, [conflict.field]: conflict.wanted } : problems;
    if (!conflict) this.#settle(settings);
    this.#keepAddress();
  }

  #settle(settings: LabSettings<Name>): void {
    const changed = changesOf(settings, this.settings);
    if (changed.length === 0) return;
    this.settings = settings;
    // Looking takes no computing: it goes on where a result waits to be computed anew.
    if (changed.every((name) => this.#isLook(name))) {
      this.shown = { ...this.shown, settings: this.#looked(this.shown.settings) };
    } else if (!this.lab.onRequest) void this.compute();
  }

  #isLook(name: keyof LabSettings<Name>): boolean {
    return this.lab.looks?.includes(name) ?? false;
  }

  /** Settings as they were computed for, with the looks of now. */
  #looked(settings: LabSettings<Name>): LabSettings<Name> {
    const looks = (this.lab.looks ?? []).map((name) => [name, this.settings[name]]);
    return { ...settings, ...(Object.fromEntries(looks) as Partial<LabSettings<Name>>) };
  }

  #keepAddress(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const fragment = this.fragment(location.hash);
      const address = fragment === '#' ? location.pathname + location.search : fragment;
      if (fragment !== location.hash) history.replaceState(history.state, '', address);
    }, REST);
  }
}

function changesOf<Settings extends object>(now: Settings, before: Settings) {
  return (Object.keys(now) as (keyof Settings)[]).filter((name) => now[name] !== before[name]);
}
