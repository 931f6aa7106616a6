import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} output what it wrote, both streams together
 */

/**
 * Runs a program to its end, without input.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean }} [options] `show`: print as it comes
 * @returns {Promise<Outcome>}
 */
export function run(file, args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Runs one of our own scripts.
 * @param {string} script below the root
 * @param {string[]} [args]
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runScript(script, args = [], options = {}) {
  return run(process.execPath, [join(root, script), ...args], options);
}

/**
 * Runs the command of an installed package on the Node that we run on, without a shell: the same
 * on Windows.
 * @param {string} name
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(name, args, options = {}) {
  return run(process.execPath, [toolFile(name), ...args], options);
}

/**
 * @param {string} name of the package; its command has the same name unless told apart by `#`
 * @returns {string}
 */
function toolFile(name) {
  const [pack = name, command = pack] = name.split('#');
  const require = createRequire(import.meta.url);
  const manifest = join(root, 'node_modules', pack, 'package.json');
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (require(manifest));
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Error(`${pack} has no command ${command}.`);
  return join(dirname(manifest), file);
}
