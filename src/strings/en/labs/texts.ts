import type { LabName, LabSettings } from '../../../engine/labs/index.ts';

/** What a lab says beside what its view says. */
export interface LabTexts<Name extends LabName> {
  /** Its accessible name. */
  readonly title: string;
  readonly fields: { readonly [Field in keyof LabSettings<Name>]: string };
  /** Names of options, where the option itself does not say it. */
  readonly options?: {
    readonly [Field in keyof LabSettings<Name>]?: Readonly<Record<string, string>>;
  };
  /** What the cases are called. */
  readonly cases: Readonly<Record<string, string>>;
}
