import { firstOf } from '../../engine/labs/field.ts';
import { labFields } from '../../engine/labs/index.ts';
import type { LabName, LabSettings } from '../../engine/labs/index.ts';
import type { Lab } from './lab.ts';

/** All settings of a case: what it does not say is as at first. */
export function settingsOf<Name extends LabName>(lab: Lab<Name>, name: string): LabSettings<Name> {
  const change = lab.cases[name];
  if (change) return { ...firstOf(labFields[lab.name]), ...change };
  const cases = Object.keys(lab.cases).join(', ');
  throw new Error(`settingsOf: wanted a case of the lab ${lab.name}, one of ${cases}; got ${name}`);
}
