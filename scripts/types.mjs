// `npm run types`: TypeScript everywhere, in Astro and Svelte files too.
import './lib/need-node.mjs';
import process from 'node:process';

const { runTool } = await import('./lib/run.mjs');

// `astro check` comes first: it writes the types of the content collections.
const checks = [
  ['@astrojs/check#astro-check', '--minimumSeverity', 'warning'],
  ['svelte-check', '--fail-on-warnings', '--output', 'human'],
  ['typescript#tsc', '--noEmit'],
];

let failed = 0;
for (const [tool = '', ...args] of checks) {
  const { ok } = await runTool(tool, args, { show: true });
  if (!ok) failed += 1;
}
console.log(`${checks.length - failed} of ${checks.length} checkers are content`);
process.exitCode = failed === 0 ? 0 : 1;
