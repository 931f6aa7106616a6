import { checkedStrings as strings } from '../../../strings/en/labs/checked.ts';
import type { Check, SeenThing } from '../../../world/video/index.ts';

/** What the checker saw, in words. */
export function sawOf(seen: readonly SeenThing[]): string {
  return strings.saw(seen.map(nameOf));
}

/** “a small red circle (top left, right)” */
function nameOf({ size, color, shape, place, motion }: SeenThing): string {
  const words = [size, color, shape ?? strings.unclear].filter((word) => word !== undefined);
  const rest = [place, motion].filter((word) => word !== undefined);
  const name = strings.thing(words);
  return rest.length > 0 ? `${name} (${rest.join(', ')})` : name;
}

/** What became of each thing that the caption says, in words. */
export function verdictOf(checks: readonly Check[]): string {
  if (checks.length === 0) return strings.unread;
  return strings.right(checks.filter(({ right }) => right).length, checks.length);
}

/** One line of the checker's table. */
export function rowOf({ attribute, thing, wanted, seen, right }: Check) {
  const name = strings.attributes[attribute];
  return {
    what: thing === undefined ? name : strings.ofThing(name, thing),
    wanted: String(wanted),
    seen: seen === undefined ? strings.notSeen : String(seen),
    right: strings.verdicts[right ? 1 : 0],
  };
}
