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
      'void-style': 'off', // how Astro closes void elements; both ways are valid
      'no-inline-style': 'off', // KaTeX, heat maps; see docs/decisions/csp.md
      'valid-id': ['error', { relaxed: true }], // HTML allows what CSS has to escape
      'long-title': 'off', // a matter for search engines, not for validity
    },
  }),
);

const pages = await readPages(dist);
const used = new Set();
let count = 0;

for (const { path, file, text } of pages) {
  const { results } = await validator.validateString(text, file);
  for (const { ruleId, message, selector, line } of results.flatMap(({ messages }) => messages)) {
    const known = baseline.find((entry) => entry.rule === ruleId && entry.at.test(selector ?? ''));
    if (known) used.add(known);
    else {
      count += 1;
      console.log(`/${path} line ${line}: ${message} (${ruleId})\n    ${selector ?? ''}`);
    }
  }
}

for (const entry of baseline.filter((known) => !used.has(known))) {
  count += 1;
  console.log(`scripts/html-baseline.mjs: nothing needs ${entry.rule} at ${entry.at} any more`);
}

console.log(`${pages.length} pages, ${count} problems`);
process.exitCode = count === 0 ? 0 : 1;
