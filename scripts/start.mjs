// `npm start`: builds the site and serves it on this machine.
import './lib/need-node.mjs';
import { existsSync } from 'node:fs';
import process from 'node:process';

if (!existsSync(new URL('../node_modules/astro', import.meta.url))) {
  console.error('The packages are not installed yet: run `npm ci` first.');
  process.exit(1);
}

const { buildSite } = await import('./lib/build-site.mjs');
const { serveForReader } = await import('./lib/serve-for-reader.mjs');

console.log('Building the site …');
const { ok, output } = await buildSite();
if (ok) await serveForReader();
else {
  console.error(`${output}\nThe build failed.`);
  process.exitCode = 1;
}
