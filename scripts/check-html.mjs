// Is the markup of every built page valid?
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import process from 'node:process';
import { baseline } from './html-baseline.mjs';
import { readPages } from './lib/html.mjs';
import { dist } from './lib/paths.mjs';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // How Astro and Svelte write them; both ways are valid.
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-inline-style': 'off', // KaTeX, heat maps; see docs/decisions/0008-policy.md
      'valid-id': ['error', { relaxed: true }], // HTML allows what CSS has to escape
      'long-title': 'off', // a matter for search engines, not for validity
    },
  }),
);

const pages = await readPages(dist);
const used = new Set();
/** @type {Map<string, string[]>} where each kind of problem is */
const problems = new Map();

for (const { path, file, text } of pages) {
  const { results } = await validator.validateString(text, file);
  for (const { ruleId, message, selector, line } of results.flatMap(({ messages }) => messages)) {
    const at = (selector ?? '').replace(/:nth-child\(\d+\)/g, '');
    const known = baseline.find((entry) => entry.rule === ruleId && entry.at.test(at));
    if (known) used.add(known);
    else note(`${message} (${ruleId})\n    ${at}`, `/${path} line ${line}`);
  }
}

for (const { rule, at } of baseline.filter((entry) => !used.has(entry))) {
  note(`nothing needs ${rule} at ${at} any more`, 'scripts/html-baseline.mjs');
}

for (const [problem, places] of problems) {
  console.log(`${places[0] ?? ''}, ${places.length} in all: ${problem}`);
}
console.log(`${pages.length} pages, ${problems.size} kinds of problems`);
process.exitCode = problems.size === 0 ? 0 : 1;

/**
 * @param {string} problem
 * @param {string} place
 */
function note(problem, place) {
  problems.set(problem, [...(problems.get(problem) ?? []), place]);
}
