import type { Count, Finding } from './examine.ts';
import type { TwinResult } from './twins.ts';

interface Result {
  readonly finding: Finding;
  readonly twin: TwinResult;
}

/** The least share of mutants that has to be killed. */
const KILLED = 0.95;

/** One exercise in a line, and below it what is wrong with it. */
export function printFinding(finding: Finding, twin: TwinResult): void {
  const { id, solutions, stubs, wrongs, mutants, survivors, complaints } = finding;
  const counts = [
    `solution ${show(solutions)}`,
    `stub ${show(stubs)}`,
    `wrong ${show(wrongs)}`,
    `twin ${show({ right: twin.equal, all: twin.all })}`,
    `mutants ${show(mutants)}`,
  ];
  console.log(`${id.padEnd(32)}${counts.join('  ')}`);
  for (const line of [...complaints, ...twin.complaints]) console.log(`    ${line}`);
  for (const name of survivors) console.log(`    mutant passes: ${name}`);
}

/** The sums over all exercises, against the bars. Tells whether all are met. */
export function printTotal(results: readonly Result[]): boolean {
  const total = (of: (result: Result) => Count): Count => ({
    right: sum(results.map((result) => of(result).right)),
    all: sum(results.map((result) => of(result).all)),
  });
  const solutions = total(({ finding }) => finding.solutions);
  const stubs = total(({ finding }) => finding.stubs);
  const wrongs = total(({ finding }) => finding.wrongs);
  const twins = total(({ twin }) => ({ right: twin.equal, all: twin.all }));
  const mutants = total(({ finding }) => finding.mutants);
  console.log(`\n${String(results.length)} exercises`);
  console.log(`  solutions accepted                  ${percent(solutions)}`);
  console.log(`  stubs rejected                      ${percent(stubs)}`);
  console.log(`  wrong answers killed by their name  ${percent(wrongs)}`);
  console.log(`  twins equal to 1e-5                 ${percent(twins)}`);
  console.log(`  mutants killed                      ${percent(mutants)}`);
  const complaints = results.flatMap(({ finding, twin }) => [
    ...finding.complaints,
    ...twin.complaints,
  ]);
  const each = results.every(({ finding }) => share(finding.mutants) >= KILLED);
  return complaints.length === 0 && each;
}

function show({ right, all }: Count): string {
  return `${String(right)}/${String(all)}`;
}

function percent(count: Count): string {
  return `${show(count).padStart(10)}  ${(100 * share(count)).toFixed(1)} %`;
}

function share({ right, all }: Count): number {
  return all === 0 ? 1 : right / all;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
