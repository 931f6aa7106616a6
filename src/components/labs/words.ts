import type { Value } from '../../engine/labs/field.ts';
import type { LabName } from '../../engine/labs/index.ts';
import { labStrings as strings } from '../../strings/en/labs/frame.ts';
import type { LabTexts } from '../../strings/en/labs/texts.ts';

type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a setting is called: its option's name, whether it is on, or itself. */
export function wordsFor<Name extends LabName>(
  texts: LabTexts<Name>,
  field: string,
  value: Value,
): string {
  if (typeof value === 'boolean') return value ? strings.on : strings.off;
  const options = (texts.options ?? {}) as Names;
  return options[field]?.[String(value)] ?? String(value);
}
