import '../model/backend.ts';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as model from '../../../src/model/index.ts';
import * as steps from '../../../src/model/steps/index.ts';

const folder = new URL('../../../src/model/', import.meta.url);
const text = readFileSync(new URL('README.md', folder), 'utf8');

/** The one fenced block of a language. */
function block(language: string): string {
  const [found, ...more] = [
    ...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms')),
  ];
  expect(more).toEqual([]);
  return found?.[1] ?? '';
}

const modules: Readonly<Record<string, unknown>> = {
  '@tensorflow/tfjs-core': tf,
  './index.ts': model,
  './steps/index.ts': steps,
};

/** What a block of TypeScript prints. */
function run(source: string): string {
  const module = ts.ModuleKind.CommonJS;
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module } });
  const program = runInThisContext(`(function (require, exports, console) {${outputText}\n})`) as (
    require: (name: string) => unknown,
    exports: object,
    console: object,
  ) => void;
  const lines: string[] = [];
  const log = (...parts: unknown[]) => lines.push(parts.join(' ').trimEnd());
  program((name) => modules[name], {}, { log });
  return `${lines.join('\n')}\n`;
}

/** What TypeScript says about a block that stands in the folder of the library. */
function complaints(source: string): string[] {
  const root = new URL('../../', folder);
  const read = (path: string) => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(new URL('tsconfig.json', root).pathname, read) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root.pathname);
  const file = new URL('readme-example.ts', folder).pathname;
  const host = ts.createCompilerHost(options);
  host.readFile = (path) => (path === file ? source : ts.sys.readFile(path));
  host.fileExists = (path) => path === file || ts.sys.fileExists(path);
  const program = ts.createProgram([file], options, host);
  const example = program.getSourceFile(file);
  return [program.getSyntacticDiagnostics(example), program.getSemanticDiagnostics(example)]
    .flat()
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe("the library's README", () => {
  it('prints what it says it prints', () => {
    expect(run(block('ts'))).toBe(block('text'));
  });

  it('shows code of which TypeScript takes all but what a test adds', { timeout: 60_000 }, () => {
    const wrong = "tap('a number', 1);";
    expect(complaints(`${block('ts')}${wrong}`)).toEqual([
      expect.stringMatching(/^Argument of type 'number' is not assignable/),
    ]);
  });

  it('has the letters of the table, in their order', () => {
    const rows = [...text.matchAll(/^\| `(.)` +\| (.*?) +\|$/gm)].map(([, ...row]) => row);
    expect(rows).toEqual(Object.entries(model.LETTERS));
  });

  it('names every folder once in its map', () => {
    const named = [...text.matchAll(/^\| \[`(.*?)\/`\]/gm)].map(([, name]) => name);
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(named.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\((.*?)\)/g)].map(([, to = '']) => to);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((to) => !existsSync(new URL(to, folder)))).toEqual([]);
  });
});
