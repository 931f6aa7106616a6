import type { Grade } from '../../reader/event.ts';

/** What a key stands for. */
export type Command = Grade | 'undo';

const COMMANDS: Readonly<Partial<Record<string, Command>>> = { 1: 1, 2: 2, 3: 3, 4: 4, u: 'undo' };

/** The command of a key; nothing where the key is typed into a field or belongs to the browser. */
export function commandOf({
  key,
  target,
  altKey,
  ctrlKey,
  metaKey,
  repeat,
}: KeyboardEvent): Command | undefined {
  if (altKey || ctrlKey || metaKey || repeat || isField(target)) return undefined;
  return COMMANDS[key.toLowerCase()];
}

/** Whether a key pressed there writes something, or picks from a list. */
function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])')
  );
}
