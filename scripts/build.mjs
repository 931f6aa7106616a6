// `npm run build`: the site in dist/, ready for any static host. `SITE_BASE=/course` builds it
// for a sub-folder, `--verbose` shows what Astro says.
import './lib/need-node.mjs';
import process from 'node:process';

const { buildSite } = await import('./lib/build-site.mjs');

const verbose = process.argv.includes('--verbose');
const started = performance.now();
const { ok, output } = await buildSite({ show: verbose });
if (!ok && !verbose) console.error(output);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(ok ? `Built in ${seconds} s.` : 'The build failed.');
process.exitCode = ok ? 0 : 1;
