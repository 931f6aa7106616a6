import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

// The lint looks at one import at a time; this follows whole chains of them.
const page = globSync(
  [
    'src/components/**/*.{ts,svelte}',
    'src/engine/{client,steps,limits,protocol}.ts',
    'src/engine/{trained,weights}/*.ts',
    'src/{interview,reader,world,strings}/**/*.ts',
    'src/notebook/{*,properties/*}.ts',
    'src/model/steps/*.ts',
    'src/model/{error,letters,random}.ts',
    'src/model/{,*/}{config,count,cost,geometry,reach}.ts',
  ],
  // Runs when the site is built: the Markdown plugin.
  { exclude: ['src/components/math/plugin.ts'] },
);

const imported =
  /(?:^|\s)(?:import|export)(?! type)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|import\('([^']+)'\)/g;

function importsOf(file: string): string[] {
  if (!/\.(ts|svelte)$/.test(file) || !existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(imported)].flatMap(([, still, lazy]) => still ?? lazy ?? []);
}

/** The chain of imports from a file to tfjs, if there is one. */
function chainToTensors(file: string, seen = new Set<string>()): string[] | undefined {
  seen.add(file);
  for (const source of importsOf(file)) {
    if (source.startsWith('@tensorflow/')) return [file, source];
    const next = normalize(join(dirname(file), source));
    if (!source.startsWith('.') || seen.has(next)) continue;
    const rest = chainToTensors(next, seen);
    if (rest) return [file, ...rest];
  }
  return undefined;
}

test('there are files to look at, and their imports are seen', () => {
  expect(page.length).toBeGreaterThan(10);
  expect(chainToTensors(normalize('src/model/index.ts'))).toBeDefined();
});

test.each(page)('%s reaches tfjs by no chain of imports', (file) => {
  expect(chainToTensors(file)).toBeUndefined();
});
