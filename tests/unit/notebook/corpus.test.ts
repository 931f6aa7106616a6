import { parse, type Node } from 'acorn';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { blankTypes } from '../../../src/notebook/typescript/blank.ts';
import { parseTypeScript } from '../../../src/notebook/typescript/parse.ts';

/** Cells take no imports, and blanking leaves the braces of mixed ones: take them out first. */
const IMPORTS = /^(?:import|export)\s+(?:type\s+)?[\w*{][^;'"=()]*?from\s*['"][^'"]+['"];?/gm;

const spaces = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** What the compiler of TypeScript itself makes of the code. */
function compile(code: string): string {
  const { ESNext } = ts.ScriptTarget;
  const options = { target: ESNext, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return ts
    .transpileModule(code, { compilerOptions: options })
    .outputText.replace(/^"use strict";$/m, '')
    .replace(/^export \{\};$/m, '');
}

function isEmptyStatement(item: unknown): boolean {
  return (
    typeof item === 'object' && item !== null && Reflect.get(item, 'type') === 'EmptyStatement'
  );
}

/** The tree without positions and empty statements. */
function shapeOf(code: string): unknown {
  const skipped = new Set(['start', 'end', 'raw']);
  const tree: Node = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => {
      if (skipped.has(key)) return undefined;
      if (typeof value === 'bigint') return String(value);
      return Array.isArray(value) ? value.filter((item) => !isEmptyStatement(item)) : value;
    }),
  );
}

test.each(globSync('src/{model,world,notebook,engine}/**/*.ts', { exclude: ['**/*.d.ts'] }))(
  '%s: blanking agrees with the compiler',
  (file) => {
    const code = readFileSync(file, 'utf8').replaceAll(IMPORTS, spaces);
    const result = blankTypes(code, parseTypeScript(code));
    expect(result).toHaveLength(code.length);
    expect(shapeOf(result)).toEqual(shapeOf(compile(code)));
  },
);
