// `npm run mutate`: changes the model library in thousands of small ways and looks whether a test
// sees it (docs/mutation.md). It takes hours, so it is no part of `npm test`. A topic named, such as
// `core`, `steps` or `training`, is run alone; what starts with `--` goes to Stryker. Results are kept:
// only what has changed runs again.
import './lib/need-node.mjs';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';

const { root } = await import('./lib/paths.mjs');
const { runTool } = await import('./lib/run.mjs');
const { table } = await import('./lib/table.mjs');

const results = '.cache/mutation';
const model = `${root}src/model`;

const folders = readdirSync(model, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'steps')
  .map(({ name }) => name);
const topics = ['core', 'steps', ...folders];

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith('--'));
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((topic) => !topics.includes(topic));
if (unknown.length > 0) {
  console.error(`No topic ${unknown.join(', ')}. There are ${topics.join(', ')}.`);
  process.exit(1);
}

mkdirSync(root + results, { recursive: true });
for (const topic of wanted.length > 0 ? wanted : topics) {
  const mutate = filesOf(topic).join();
  const incremental = ['--incrementalFile', `${results}/${topic}.json`];
  const options = { show: true, env: { MUTATE_TOPIC: topic } };
  const command = ['run', '--mutate', mutate, ...incremental, ...flags];
  const { ok } = await runTool('@stryker-mutator/core#stryker', command, options);
  if (!ok) process.exitCode = 1;
}
console.log(table([['topic', 'killed', 'of', 'score'], ...scores()]));

/**
 * The files of a topic. The steps of a topic are named after it.
 * @param {string} topic
 * @returns {string[]}
 */
function filesOf(topic) {
  if (topic === 'core') return ['src/model/*.ts'];
  const steps = readdirSync(`${model}/steps`).filter((file) => topicOf(file) === topic);
  const own = steps.map((file) => `src/model/steps/${file}`);
  return topic === 'steps' ? own : [`src/model/${topic}/**/*.ts`, ...own];
}

/** @param {string} file in `src/model/steps` */
function topicOf(file) {
  return folders.find((folder) => file.startsWith(folder)) ?? 'steps';
}

/**
 * What is known of each topic, and all together.
 * @returns {string[][]}
 */
function scores() {
  const known = topics.filter((topic) => existsSync(`${root}${results}/${topic}.json`));
  const counts = known.map(count);
  const killed = counts.reduce((sum, count) => sum + count.killed, 0);
  const all = counts.reduce((sum, count) => sum + count.all, 0);
  const rows = known.map((topic, i) => row(topic, counts[i]?.killed ?? 0, counts[i]?.all ?? 0));
  const missing = topics.filter((topic) => !known.includes(topic));
  return [...rows, row('together', killed, all), ...missing.map((topic) => [topic, 'not run'])];
}

/**
 * A mutant that runs into a timeout is seen; one that does not compile or is ignored does not count.
 * @param {string} topic
 */
function count(topic) {
  /** @type {{ files: Record<string, { mutants: { status: string }[] }> }} */
  const report = JSON.parse(readFileSync(`${root}${results}/${topic}.json`, 'utf8'));
  const statuses = Object.values(report.files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  );
  const number = (/** @type {string[]} */ ...wanted) =>
    statuses.filter((status) => wanted.includes(status)).length;
  const killed = number('Killed', 'Timeout');
  return { killed, all: killed + number('Survived', 'NoCoverage') };
}

/**
 * @param {string} topic
 * @param {number} killed
 * @param {number} all
 */
function row(topic, killed, all) {
  return [topic, String(killed), String(all), `${((100 * killed) / all).toFixed(2)} %`];
}
