import { stripVTControlCharacters } from 'node:util';

/** @typedef {import('./run.mjs').Outcome} Outcome */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<Outcome>} run
 * @property {string} [needs] the stage without which this one cannot run
 * @property {RegExp} [note] what of its output to show beside its name
 */

/**
 * Runs stages one after the other: a line each, and the whole output of one that fails.
 * @param {Stage[]} stages
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runStages(stages) {
  /** @type {Set<string>} */
  const failed = new Set();
  for (const stage of stages) {
    const started = performance.now();
    const { ok, output } = await runStage(stage, failed);
    if (!ok) failed.add(stage.name);
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    const text = stripVTControlCharacters(output).trim();
    const note = (ok && stage.note?.exec(text)?.[0]) || '';
    console.log(`${ok ? 'pass' : 'FAIL'} ${seconds} s  ${stage.name.padEnd(22)}${note}`.trimEnd());
    if (!ok) console.log(`\n${text}\n`);
  }
  return { passed: stages.length - failed.size, failed: failed.size };
}

/**
 * @param {Stage} stage
 * @param {Set<string>} failed
 * @returns {Promise<Outcome>}
 */
async function runStage(stage, failed) {
  if (stage.needs !== undefined && failed.has(stage.needs)) {
    return { ok: false, output: `Not run: it needs the stage "${stage.needs}".` };
  }
  try {
    return await stage.run();
  } catch (error) {
    return { ok: false, output: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}
