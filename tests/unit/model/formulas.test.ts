import './backend.ts';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/model/steps/index.ts';
import { ofTopic } from '../../mutation/topics.ts';
import type { Traced } from './traces/support.ts';

/**
 * What a reader sees of every step, pinned: no other test knows what a formula says. Look at what has
 * changed, then record it with `npx vitest run tests/unit/model/formulas -u`.
 */
const files = import.meta.glob<Record<string, () => Traced[]>>('./traces/*.ts', { eager: true });

describe.each(ofTopic(files, 'Traces'))('%s', (_, traces) => {
  it('show the formulas that they showed', () => {
    const lines = traces().flatMap(({ steps }) => steps.map(line));
    expect([...new Set(lines)].join('\n')).toMatchSnapshot();
  });
});

function line({ kind, formula, shape, inputs }: Step<string>): string {
  return `${kind} [${shape.join()}] ${formula} ← ${inputs.map(local).join(' ')}`;
}

/** The last part of a name: whose it is, the other tests say. */
function local(name: string): string {
  return name.split('.').at(-1) ?? name;
}
