import ts from 'typescript';
import { beforeAll, expect, it } from 'vitest';
import { loadExercises } from '../../../scripts/exercises/load.ts';

// The cells are no modules: they have globals and no exports. Here each becomes one, with the
// globals as imports.
const FOLDER = `${process.cwd()}/tests/unit/exercises`;
const HEAD = `import * as tf from './all-of-tf.ts';\nimport * as model from '../../../src/model/index.ts';\n`;
const TF = `export * from '@tensorflow/tfjs-core';\nexport * from '@tensorflow/tfjs-layers';\n`;

/** Lenient about what a reader would not write: a type for each parameter, checks of each index. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  noImplicitAny: false,
  types: [],
};

const folders = loadExercises();
const fileOf = (id: string, name: string) => `${FOLDER}/${id}-${name}.ts`;

let program: ts.Program;
beforeAll(() => {
  const files = new Map([[`${FOLDER}/all-of-tf.ts`, TF]]);
  for (const { id, stub, solution, reference } of folders) {
    for (const [name, code] of Object.entries({ stub, solution, reference })) {
      files.set(fileOf(id, name), HEAD + code);
    }
  }
  program = ts.createProgram([...files.keys()], OPTIONS, hostOf(files));
}, 120_000);

it.each(folders)('$id: stub, solution and reference have types that are right', ({ id }) => {
  const problems = ['stub', 'solution', 'reference'].flatMap((name) =>
    program.getSemanticDiagnostics(program.getSourceFile(fileOf(id, name))).map(describe),
  );
  // Most operations of tfjs lose the rank; casts all over would teach nothing.
  expect(problems.filter((text) => !text.includes("'Rank'"))).toEqual([]);
});

/** A compiler's host with files that are not on the disk. */
function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  return {
    ...host,
    readFile: (path) => files.get(path) ?? host.readFile(path),
    fileExists: (path) => files.has(path) || host.fileExists(path),
    // The default one reads from the disk, past `readFile`.
    getSourceFile: (path, options) => {
      const text = files.get(path);
      return text === undefined
        ? host.getSourceFile(path, options)
        : ts.createSourceFile(path, text, options);
    },
  };
}

function describe({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) - 1;
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  return `${file?.fileName.split('/').at(-1) ?? ''}:${line}: ${text}`;
}
