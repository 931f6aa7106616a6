import ts from 'typescript';

// The cells are no modules: they have globals and no exports. Here each becomes one, with the
// globals as imports.
const FOLDER = `${process.cwd()}/tests/unit/exercises`;
const HEAD = `import * as tf from './all-of-tf.ts';\nimport * as model from '../../../src/model/index.ts';\n`;
const TF = `export * from '@tensorflow/tfjs-core';\nexport * from '@tensorflow/tfjs-layers';\nimport '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';\n`;

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

const fileOf = (name: string) => `${FOLDER}/${name}.ts`;

/**
 * Reads cells as TypeScript.
 *
 * @param cells code by name
 * @returns what is wrong with the types of a cell, by its name
 */
export function readTypes(cells: ReadonlyMap<string, string>): (name: string) => string[] {
  const files = new Map([[`${FOLDER}/all-of-tf.ts`, TF]]);
  for (const [name, code] of cells) files.set(fileOf(name), HEAD + code);
  const program = ts.createProgram([...files.keys()], OPTIONS, hostOf(files));
  return (name) => {
    const problems = program.getSemanticDiagnostics(program.getSourceFile(fileOf(name)));
    // Most operations of tfjs lose the rank; casts all over would teach nothing.
    return problems.map(describe).filter((text) => !text.includes("'Rank'"));
  };
}

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
