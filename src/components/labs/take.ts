import type { Value } from '../../engine/labs/field.ts';
import type { LabName } from '../../engine/labs/index.ts';
import { standalone } from '../picture/standalone.ts';
import { take } from '../picture/take.ts';
import type { Taken } from '../picture/take.ts';
import { DOT } from '../picture/words.ts';
import type { Session } from './session.svelte.ts';
import { wordsFor } from './words.ts';

/** Takes a lab home: a link, or the drawings that are in `region`, with settings and sentence. */
export function takeLab<Name extends LabName>(
  what: Taken,
  session: Session<Name>,
  region: HTMLElement,
  sentence: string,
): Promise<string> {
  const { lab } = session;
  return take(what, {
    link: () => new URL(session.fragment(), location.href).href,
    name: lab.name,
    picture: () => {
      const drawings = [...region.querySelectorAll<SVGSVGElement>('svg[data-picture]')];
      return standalone(drawings, [lab.texts.title, settingsOf(session), sentence]);
    },
  });
}

/** The settings in words, those that make a difference. */
function settingsOf<Name extends LabName>({ lab, shown: { settings } }: Session<Name>): string {
  const idle = lab.idle?.(settings) ?? [];
  const labels = lab.texts.fields as Readonly<Record<string, string>>;
  return Object.entries<Value>(settings)
    .filter(([name]) => !idle.includes(name as keyof typeof settings))
    .map(([name, value]) => `${labels[name] ?? name}: ${wordsFor(lab.texts, name, value)}`)
    .join(DOT);
}
