import { stripVTControlCharacters } from 'node:util';
import { compressFiles } from './compress.mjs';
import { dist, subFolderBase, subFolderDist } from './paths.mjs';
import { runTool } from './run.mjs';

/** @typedef {import('./run.mjs').Outcome} Outcome */

/**
 * Builds the site and packs its files.
 * @param {{ show?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export function buildSite({ show = false } = {}) {
  return buildInto(dist, {}, show);
}

/**
 * Builds the site once more, for a sub-folder of a server.
 * @returns {Promise<Outcome>}
 */
export function buildForSubFolder() {
  return buildInto(subFolderDist, { SITE_BASE: subFolderBase }, false);
}

/**
 * @param {string} folder
 * @param {Record<string, string>} env
 * @param {boolean} show
 */
async function buildInto(folder, env, show) {
  const outcome = await runTool('astro', ['build', '--outDir', folder], { env, show });
  if (outcome.ok) await compressFiles(folder);
  return { ...outcome, output: withoutNoise(outcome.output) };
}

/**
 * Rolldown warns at length, for every page, of a directive that Astro itself writes.
 * @param {string} output
 */
function withoutNoise(output) {
  const text = stripVTControlCharacters(output);
  return text.replace(/^.*MODULE_LEVEL_DIRECTIVE[^╯]*╯\n\n?/gm, '');
}
