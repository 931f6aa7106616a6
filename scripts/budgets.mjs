// Does every page stay within its budget of bytes? Counted by our own server, packed as sent, in
// a browser with an empty cache. And every lab: its own scripts, beside what all labs share. With
// `--labs` the labs alone.
import './lib/need-node.mjs';
import process from 'node:process';

const { weighCell, weighEngine, weighPages } = await import('./lib/measure-bytes.mjs');
const { weighLabs } = await import('./lib/lab-bytes.mjs');
const { openSite } = await import('./lib/open-site.mjs');
const { table } = await import('./lib/table.mjs');

const budgets = { page: 160_000, engine: 190_000, editor: 260_000, lab: 60_000 };
const lesson = 'attention/scaled-dot-product-attention/';

const labsAlone = process.argv.includes('--labs');
const site = await openSite();
try {
  const pages = labsAlone ? [] : await weighPages();
  const engine = labsAlone ? undefined : await weighEngine(site, lesson);
  const [editor] = labsAlone ? [] : await weighCell(site, lesson);
  const labs = await weighLabs();
  const rows = [
    ...pages.map((weight) => ({ ...weight, budget: budgets.page })),
    ...(engine ? [{ ...engine, budget: budgets.engine }] : []),
    ...(editor ? [{ ...editor, budget: budgets.editor }] : []),
    ...labs.map((weight) => ({ ...weight, budget: budgets.lab })),
  ];
  console.log(
    table([
      ['what', 'KB', 'budget', 'files'],
      ...rows.map(({ name, bytes, budget, files }) => [
        name,
        kilobytes(bytes),
        kilobytes(budget),
        String(files.length),
      ]),
    ]),
  );
  const over = rows.filter(({ bytes, budget }) => bytes > budget);
  for (const { name, files } of over) console.log(`\n${name} is over its budget:\n${list(files)}`);
  const ofPages = labsAlone ? '' : `heaviest page ${heaviest(pages)} KB, `;
  const ofEngine = engine ? `engine ${kilobytes(engine.bytes)} KB, ` : '';
  const ofLabs = `heaviest lab ${heaviest(labs)} KB`;
  console.log(`\n${ofPages}${ofEngine}${ofLabs}, ${over.length} over budget`);
  process.exitCode = over.length === 0 ? 0 : 1;
} finally {
  await site.close();
}

/** @param {readonly { bytes: number }[]} weights */
function heaviest(weights) {
  return kilobytes(Math.max(...weights.map(({ bytes }) => bytes)));
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}

/** @param {import('./lib/open-site.mjs').Sent[]} files */
function list(files) {
  return files
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ path, bytes }) => `${kilobytes(bytes).padStart(8)} KB  ${path}`)
    .join('\n');
}
