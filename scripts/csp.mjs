import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { attribute, readElements, readPages, textOf } from './lib/html.mjs';

/** @typedef {import('./lib/html.mjs').Element} Element */

const sandboxFrame = new URL('../src/notebook/sandbox/frame.html', import.meta.url);

/**
 * Writes a strict Content-Security-Policy into every built page: docs/decisions/0008-policy.md.
 * @returns {import('astro').AstroIntegration}
 */
export function contentSecurityPolicy() {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const sandbox = await sandboxHashes();
        const pages = await readPages(fileURLToPath(dir));
        await Promise.all(
          pages.map(({ file, text }) => writeFile(file, withPolicy(text, sandbox))),
        );
        logger.info(`${pages.length} pages`);
      },
    },
  };
}

/**
 * The sandbox is a `srcdoc` frame, which obeys the policy of the page around it too: each page
 * has to allow the frame's script.
 * @returns {Promise<string[]>}
 */
async function sandboxHashes() {
  return hashes(readElements(await readFile(sandboxFrame, 'utf8')), 'script');
}

/**
 * A page with its policy in it.
 * @param {string} text
 * @param {string[]} sandbox hashes of the sandbox's scripts
 * @returns {string}
 */
export function withPolicy(text, sandbox = []) {
  const elements = readElements(text);
  const policy = policyFor(
    unique([...hashes(elements, 'script'), ...sandbox]),
    unique(hashes(elements, 'style')),
  );
  const at = placeFor(elements);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return text.slice(0, at) + meta + text.slice(at);
}

/**
 * Where the policy goes: right behind the character set, which has to come within the first
 * 1,024 bytes, and before everything that it governs.
 * @param {Element[]} elements
 * @returns {number}
 */
function placeFor(elements) {
  const at = elements.findIndex(
    (element) => element.tagName === 'meta' && attribute(element, 'charset') !== undefined,
  );
  const end = elements[at]?.sourceCodeLocation?.endOffset;
  const governed = elements.findIndex(({ tagName }) => /^(script|style|link)$/.test(tagName));
  if (end === undefined || (governed >= 0 && governed < at)) {
    throw new Error('A page needs <meta charset> before its first script, style or link.');
  }
  return end;
}

/**
 * @param {Element[]} elements
 * @param {'script' | 'style'} tag
 * @returns {string[]} of those that are inline, and not data
 */
function hashes(elements, tag) {
  return elements
    .filter((element) => element.tagName === tag && attribute(element, 'src') === undefined)
    .filter((element) => !/json/.test(attribute(element, 'type') ?? ''))
    .map((element) => `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`);
}

/**
 * @param {string[]} scripts
 * @param {string[]} styles
 * @returns {string}
 */
function policyFor(scripts, styles) {
  return [
    "default-src 'none'",
    // WebAssembly: tfjs's backend and the search.
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    // KaTeX places its glyphs with style attributes, which no hash can allow.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    // The sandbox's worker is a blob; the engine's is a file.
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** @param {string[]} values */
function unique(values) {
  return [...new Set(values)];
}
