import type { Value } from '../../engine/labs/field.ts';
import type { LabName } from '../../engine/labs/index.ts';
import type { LabTexts } from '../../strings/en/labs/texts.ts';

type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a setting is called: its option's name, or itself. */
export function wordsFor<Name extends LabName>(
  texts: LabTexts<Name>,
  field: string,
  value: Value,
): string {
  const options = (texts.options ?? {}) as Names;
  return options[field]?.[String(value)] ?? String(value);
}
