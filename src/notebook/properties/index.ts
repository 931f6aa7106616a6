/**
 * What is true of every right encoder or decoder layer, told from plain numbers: the twelve
 * property tests of the audit, and one more. No tensors here: the page can judge what a worker
 * computed.
 */
import type { Random } from '../../model/random.ts';
import { compiled, parameters, residual, saved } from './agreement.ts';
import { batchIndependence, causal, crossUse, padding, permutation } from './influence.ts';
import { batchSizes, innerWidth, lengths, scores } from './shapes.ts';
import type { Property, PropertyId, Subject, Verdict } from './subject.ts';

export * from './subject.ts';

/** In the order of the audit; the last is not of the audit. */
export const PROPERTIES: readonly Property[] = [
  ...[innerWidth, lengths, batchSizes, scores],
  ...[causal, batchIndependence, crossUse, padding],
  ...[parameters, compiled, saved, permutation],
  residual,
];

/** What a property found. `holds` is undefined where it does not apply. */
export interface Finding {
  readonly id: PropertyId;
  readonly holds: boolean | undefined;
  readonly evidence: string;
}

/** Checks every property. A layer that throws fails the property, and the error is the evidence. */
export async function examine(subject: Subject, random: Random): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { id, check } of PROPERTIES) {
    const verdict = await check(subject, random).catch(thrown);
    findings.push({ id, ...(verdict ?? { holds: undefined, evidence: 'does not apply' }) });
  }
  return findings;
}

function thrown(error: unknown): Verdict {
  const text = error instanceof Error ? error.message : String(error);
  return { holds: false, evidence: `stopped: ${text}` };
}
