import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Every package whose code or fonts reach the reader. Their banners are stripped from the scripts. */
const shipped = [
  '@astrojs/starlight',
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/common',
  '@lezer/highlight',
  '@lezer/javascript',
  '@lezer/lr',
  '@marijn/find-cluster-break',
  '@pagefind/default-ui',
  '@sveltejs/acorn-typescript',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-core',
  'acorn',
  'astro',
  'astro-expressive-code',
  'clsx',
  'crelt',
  'devalue',
  'esm-env',
  'fast-png',
  'fflate',
  'gifenc',
  'iobuffer',
  'katex',
  'long',
  'pagefind',
  'seedrandom',
  'style-mod',
  'svelte',
  'ts-fsrs',
  'w3c-keyname',
  'zod',
];

/**
 * Ships the licenses of all that the built site contains, as `licenses.txt`.
 * @returns {import('astro').AstroIntegration}
 */
export function licenses() {
  return {
    name: 'licenses',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const texts = await Promise.all(shipped.map(licenseOf));
        await writeFile(new URL('licenses.txt', dir), texts.join(`\n\n${'='.repeat(78)}\n\n`));
        logger.info(`${texts.length} packages`);
      },
    },
  };
}

/** @param {string} name */
async function licenseOf(name) {
  const folder = folderOf(name);
  const { version, license, author } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const entries = await readdir(folder, { withFileTypes: true });
  const file = entries.find((entry) => entry.isFile() && /^licen[cs]e/i.test(entry.name));
  const text = file ? await readFile(`${folder}/${file.name}`, 'utf8') : await standard(license);
  const by = typeof author === 'object' ? author.name : author;
  return `${name} ${version}, ${license}${by ? `, ${by}` : ''}\n\n${text.trim()}\n`;
}

/**
 * The text of a license for a package that only names it: tfjs ships none of its own.
 * @param {string} license
 */
async function standard(license) {
  if (license === 'Apache-2.0') return readFile(`${folderOf('long')}/LICENSE`, 'utf8');
  if (license === 'MIT') return readFile(`${folderOf('acorn')}/LICENSE`, 'utf8').then(permission);
  throw new Error(`No text for the license ${license}.`);
}

/**
 * The MIT license without the holder of the copyright.
 * @param {string} text
 */
function permission(text) {
  return text.slice(text.indexOf('Permission is hereby granted'));
}

/**
 * Where a package lies. Some are hidden under another one, and some export no package.json.
 * @param {string} name
 */
function folderOf(name) {
  const roots = ['../package.json', '../node_modules/@astrojs/starlight/package.json'];
  const paths = roots.flatMap((root) => {
    return createRequire(new URL(root, import.meta.url)).resolve.paths(name) ?? [];
  });
  const found = paths
    .map((path) => `${path}/${name}`)
    .find((folder) => existsSync(`${folder}/package.json`));
  if (!found) throw new Error(`The package ${name} is listed as shipped, and is not installed.`);
  return found;
}
