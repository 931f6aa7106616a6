import { formatFragment } from './fragment.ts';
import { instrumentOf } from './instruments.ts';
import { caseOf } from './microscopes.ts';
import type { Microscope } from './microscopes.ts';
import { startState } from './state.ts';

/** The fragment that sets a microscope to one of its cases. */
export function caseLink(microscope: Microscope, name: string): string {
  const { settings, step } = caseOf(microscope, name);
  const instrument = instrumentOf(microscope.model);
  return formatFragment(microscope.id, instrument, startState(instrument, settings, step));
}
