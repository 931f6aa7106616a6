import { buildForSubFolder, buildSite } from './build-site.mjs';
import { runScript, runTool } from './run.mjs';

/** @typedef {import('./stages.mjs').Stage} Stage */

/** @type {Stage[]} */
export const stages = [
  {
    name: 'formatting',
    run: () => runTool('prettier', ['--check', '.', '--log-level', 'warn']),
  },
  // Early: it also writes the types of the content collections.
  { name: 'build', run: () => buildSite(), note: /\d+ page\(s\) built/ },
  { name: 'sub-folder build', run: buildForSubFolder, note: /\d+ page\(s\) built/ },
  { name: 'lint', run: () => runTool('eslint', ['.', '--max-warnings', '0']) },
  { name: 'types', run: () => runScript('scripts/types.mjs') },
  { name: 'unit', run: () => runTool('vitest', ['run']), note: /(?<=Tests +)\d+ .*/ },
  { name: 'html', run: () => runScript('scripts/check-html.mjs'), needs: 'build', note: /.+$/ },
  { name: 'links', run: () => runScript('scripts/check-links.mjs'), needs: 'build', note: /.+$/ },
  {
    name: 'links in a sub-folder',
    run: () => runScript('scripts/check-links.mjs', ['--sub-folder']),
    needs: 'sub-folder build',
    note: /.+$/,
  },
  {
    name: 'content',
    run: () => runScript('scripts/check-content.mjs'),
    needs: 'build',
    note: /.+$/,
  },
  { name: 'budgets', run: () => runScript('scripts/budgets.mjs'), needs: 'build', note: /.+$/ },
  {
    name: 'browser',
    run: () => runScript('scripts/browser-tests.mjs', ['--no-build']),
    needs: 'sub-folder build',
    note: /\d+ passed.*/,
  },
  { name: 'start', run: () => runScript('scripts/check-start.mjs'), note: /.+$/ },
];
