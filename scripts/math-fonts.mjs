import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { attribute, readElements, readPages } from './lib/html.mjs';
import { root } from './lib/paths.mjs';

/** @typedef {import('./lib/html.mjs').Node} Node */

// What formulas are written with. KaTeX's fonts have much more, and a lesson that uses five of
// them would fetch 70 KB for it. The build fails on a character that is missing here.
const ascii = Array.from({ length: 95 }, (_, at) => String.fromCodePoint(32 + at));
const others = Array.from(
  'αβγδεηθλμπρστφψωΔΣΘ−×÷±⋅∘⊙⊕√∑∏∫∂∇∞≤≥≠≈≡∼∝∈∉∪∩→←↦⇒∀∣∥⊤⟨⟩⌊⌋⌈⌉…⋯⋮⋱′ℓℝ∅ϵˆˉ˜\u00a0\u200b',
);
const characters = new Set([...ascii, ...others]);

const source = dirname(createRequire(import.meta.url).resolve('katex/dist/katex.min.css'));
const target = join(root, '.cache', 'katex');

/**
 * Writes KaTeX's style sheet with fonts of the characters above.
 * @returns {Promise<string>} where it is
 */
export async function mathStylesheet() {
  await mkdir(join(target, 'fonts'), { recursive: true });
  const names = await readdir(join(source, 'fonts'));
  await Promise.all(names.filter((name) => name.endsWith('.woff2')).map(writeSubset));
  const css = await readFile(join(source, 'katex.min.css'), 'utf8');
  const file = join(target, 'katex.css');
  // Older formats are for browsers that could not run the rest of the site.
  await writeFile(file, css.replace(/,url\([^)]+\) format\("(woff|truetype)"\)/g, ''));
  return file;
}

/** @param {string} name */
async function writeSubset(name) {
  const font = await readFile(join(source, 'fonts', name));
  // Hints sharpen glyphs of few pixels; they are a third of the file.
  const options = { targetFormat: /** @type {const} */ ('woff2'), noHinting: true };
  const subset = await subsetFont(font, [...characters].join(''), options);
  await writeFile(join(target, 'fonts', name), subset);
}

/**
 * Fails the build on a formula with a character that its fonts lack.
 * @returns {import('astro').AstroIntegration}
 */
export function checkMathCharacters() {
  return {
    name: 'math-characters',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        for (const { path, text } of await readPages(fileURLToPath(dir))) {
          const missing = [...new Set(mathText(text))].filter((char) => !characters.has(char));
          if (missing.length === 0) continue;
          const codes = missing.map((char) => `${char} U+${char.codePointAt(0)?.toString(16)}`);
          throw new Error(`/${path}: add ${codes.join(', ')} to scripts/math-fonts.mjs.`);
        }
      },
    },
  };
}

/**
 * The visible characters of all formulas of a page.
 * @param {string} page
 */
function mathText(page) {
  return readElements(page)
    .filter((element) => attribute(element, 'class') === 'katex-html')
    .map(textBelow)
    .join('');
}

/**
 * @param {Node} node
 * @returns {string}
 */
function textBelow(node) {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textBelow).join('') : '';
}
