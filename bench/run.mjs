// `npm run bench`: measures the built site and prints a table of figures. It never fails; the
// budgets of bytes are held by `npm test`. Give names of parts to run only those.
import '../scripts/lib/need-node.mjs';
import { arch, cpus, platform } from 'node:os';
import process from 'node:process';

const { buildSite } = await import('../scripts/lib/build-site.mjs');
const { table } = await import('../scripts/lib/table.mjs');

const args = process.argv.slice(2);

// These have pages of their own, or none.
const withoutSite = ['engine', 'model'];
const wanted = args.filter((arg) => !arg.startsWith('-'));
const needsSite = wanted.length === 0 || !wanted.every((name) => withoutSite.includes(name));

if (needsSite && !args.includes('--no-build')) {
  const { ok, output } = await buildSite();
  if (!ok) {
    console.error(`${output}\nThe build failed.`);
    process.exit(1);
  }
}

// The parts read what is built as soon as they are loaded.
const { parts } = await import('./parts.mjs');
const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const processors = cpus();
console.log(
  `Node ${process.versions.node}, ${platform()} ${arch()}, ` +
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}\n`,
);

for (const { name, measure } of chosen) {
  try {
    const figures = await measure();
    const rows = figures.map(({ what, value, target = '' }) => [what, value, target]);
    console.log(`${table([[name, 'measured', 'target'], ...rows])}\n`);
  } catch (error) {
    console.log(
      `${name}: not measured (${error instanceof Error ? error.message : String(error)})\n`,
    );
  }
}
