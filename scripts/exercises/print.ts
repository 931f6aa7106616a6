import type { Report } from '../../src/notebook/judge/judge.ts';
import type { Count, Finding } from './examine.ts';
import type { TwinResult } from './twins.ts';

export interface Result {
  readonly finding: Finding;
  readonly twin: TwinResult;
}

/** The least share of mutants that has to be killed, in each exercise. */
const KILLED = 0.95;

/** One exercise in a line, and below it what is wrong with it. */
export function printFinding({ finding, twin }: Result): void {
  const { id, solutions, stubs, wrongs, lazy, mutants, survivors, complaints } = finding;
  const counts = [
    `solution ${show(solutions)}`,
    `stub ${show(stubs)}`,
    `wrong ${show(wrongs)}`,
    `twin ${show({ right: twin.equal, all: twin.all })}`,
    `cheats ${show(fooled(lazy))}`,
    `mutants ${show(mutants)}`,
  ];
  console.log(`${id.padEnd(30)}${counts.join('  ')}`);
  for (const line of [...complaints, ...twin.complaints]) console.log(`    ${line}`);
  for (const name of survivors) console.log(`    mutant passes: ${name}`);
}

/**
 * The sums over all exercises, against the bars.
 *
 * @param cheats how many there were, and in what way the judge was fooled
 * @returns whether all bars are met
 */
export function printTotal(
  results: readonly Result[],
  cheats: { readonly all: number; readonly fooled: readonly string[] },
): boolean {
  const total = (of: (result: Result) => Count): Count => ({
    right: sum(results.map((result) => of(result).right)),
    all: sum(results.map((result) => of(result).all)),
  });
  const lazy = fooled(total(({ finding }) => finding.lazy));
  console.log(`\n${results.length} exercises`);
  const rows: [string, Count][] = [
    ['solutions accepted', total(({ finding }) => finding.solutions)],
    ['stubs rejected', total(({ finding }) => finding.stubs)],
    ['wrong answers killed by their name', total(({ finding }) => finding.wrongs)],
    ['twins equal to 1e-5', total(({ twin }) => ({ right: twin.equal, all: twin.all }))],
    ['cheats that fooled the judge', { right: cheats.fooled.length, all: cheats.all }],
    ['lazy answers that fooled it', lazy],
    ['mutants killed', total(({ finding }) => finding.mutants)],
  ];
  for (const [name, count] of rows) console.log(`  ${name.padEnd(36)}${percent(count)}`);
  const same = sum(results.map(({ finding }) => finding.same));
  console.log(`  ${'mutants that compute the same'.padEnd(36)}${String(same).padStart(10)}`);
  for (const line of cheats.fooled) console.log(`    ${line}`);
  return cheats.fooled.length === 0 && results.every(isWell);
}

function isWell({ finding, twin }: Result): boolean {
  const complaints = finding.complaints.length + twin.complaints.length;
  return complaints === 0 && shareOf(finding.mutants) >= KILLED;
}

/** A report in a line, for a writer. */
export function describe({ failure, broken }: Report): string {
  const problem = failure && JSON.stringify(failure.problem, shorten).slice(0, 400);
  const first = failure ? [`case "${failure.title}": ${String(problem)}`] : [];
  return [...first, ...broken.map(({ id, says }) => `${id}: ${says}`)].join('; ');
}

function shorten(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array).slice(0, 8) : value;
}

/** Of answers that should be rejected, those that were not. */
function fooled({ right, all }: Count): Count {
  return { right: all - right, all };
}

function show({ right, all }: Count): string {
  return `${right}/${all}`;
}

function percent(count: Count): string {
  const share = count.all === 0 ? 'none tried' : `${(100 * shareOf(count)).toFixed(1)} %`;
  return `${show(count).padStart(10)}  ${share}`;
}

function shareOf({ right, all }: Count): number {
  return all === 0 ? 1 : right / all;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
