/** The check of all bug hunts, as a program of its own: see `scripts/hunts.mjs`. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import type { Exhibit } from '../../src/notebook/hunt/exhibit.ts';
import { seedsTo } from '../exercises/seeds.ts';
import { openWithin } from '../exercises/session.ts';
import { examine, type Finding, type Found } from './examine.ts';
import { loadHunts } from './load.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seeds: { type: 'string', default: '3' },
    /** Prints what each piece of evidence says. */
    say: { type: 'boolean', default: false },
  },
});

void check();

async function check(): Promise<void> {
  const findings: Finding[] = [];
  for (const folder of loadHunts(load, values.only)) {
    const start = performance.now();
    const finding = await examine(folder, openWithin(60_000), seedsTo(Number(values.seeds)));
    findings.push(finding);
    print(finding, performance.now() - start);
  }
  const bad = findings.filter(({ complaints }) => complaints.length > 0);
  const repairs = findings.reduce((sum, finding) => sum + finding.repairs, 0);
  console.log(
    `\n${findings.length} hunts, ${bad.length} with complaints; ` +
      `${repairs} repairs that mend nothing, the broken code among them`,
  );
  process.exitCode = bad.length === 0 ? 0 : 1;
}

function print({ id, complaints, repairs: count, broken, fixed }: Finding, time: number): void {
  console.log(`${id.padEnd(30)}${count} repairs rejected, ${(time / 1000).toFixed(1)} s`);
  for (const line of complaints) console.log(`    ${line}`);
  if (!values.say) return;
  for (const [name, found] of Object.entries({ broken, fixed })) if (found) say(name, found);
}

function say(name: string, { symptom, pieces }: Found): void {
  console.log(`  ${name}: ${'seen' in symptom ? `${symptom.seen}, ${symptom.says}` : 'stopped'}`);
  for (const piece of pieces) if (piece.kind !== 'stopped') sayPiece(piece);
}

function sayPiece(piece: Exhibit): void {
  console.log(`    ${piece.title}: ${piece.says}`);
  if (piece.kind === 'table') for (const row of piece.rows) console.log(`      ${row.join(' | ')}`);
}
