/** The table of docstrings that the editor of a cell explains names by, read from the sources. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Entry {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'constant';
  readonly signature: string;
  /** The docstring, without its tags but for parameters and errors. */
  readonly text: string;
}

export interface DocTable {
  readonly globals: readonly Entry[];
  readonly libraries: Readonly<Record<string, readonly Entry[]>>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const tfjs = createRequire(import.meta.url)
  .resolve('@tensorflow/tfjs-core/package.json')
  .replace('package.json', 'dist/index.d.ts');

const FILES = {
  globals: here('./globals.d.ts'),
  model: here('../../model/index.ts'),
  world: here('../../world/index.ts'),
  tf: tfjs,
};

/** Characters of a docstring. tfjs tells whole stories with examples; ours are short. */
const MOST_TEXT = 900;
const MOST_SIGNATURE = 400;
/** Tags of a docstring that tell a reader something. */
const TAGS = new Set(['param', 'returns', 'throws']);

/** Reads what the globals of a cell are called, take and do. */
export function readDocs(): DocTable {
  const program = ts.createProgram(Object.values(FILES), {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const read = (file: string): Entry[] => readModule(checker, program.getSourceFile(file));
  const { globals, ...libraries } = FILES;
  return {
    globals: read(globals),
    libraries: Object.fromEntries(
      Object.entries(libraries).map(([name, file]) => [name, read(file)]),
    ),
  };
}

function readModule(checker: ts.TypeChecker, file: ts.SourceFile | undefined): Entry[] {
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`docs: wanted a module, got ${file?.fileName ?? 'no file'}`);
  return (
    checker
      .getExportsOfModule(module)
      .map((symbol) => readEntry(checker, file, symbol))
      .filter((entry) => entry !== undefined)
      // The names of tfjs's kernels: nobody calls them.
      .filter(({ kind, text }) => kind !== 'constant' || text !== '')
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  );
}

function readEntry(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  exported: ts.Symbol,
): Entry | undefined {
  const symbol = resolve(checker, exported);
  const { name } = exported;
  if (!(symbol.flags & ts.SymbolFlags.Value) || name.startsWith('_')) return undefined;
  const type = checker.getTypeOfSymbolAtLocation(symbol, file);
  const call = type.getCallSignatures()[0];
  if (call) {
    const signature = cut(`${name}${checker.signatureToString(call)}`, MOST_SIGNATURE);
    return { name, kind: 'function', signature, text: textOf(checker, call, symbol) };
  }
  const text = textOf(checker, symbol);
  if (symbol.flags & ts.SymbolFlags.Class) {
    return { name, kind: 'class', signature: `class ${name}`, text };
  }
  const signature = cut(`${name}: ${checker.typeToString(type)}`, MOST_SIGNATURE);
  return { name, kind: 'constant', signature, text };
}

function resolve(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The first docstring of the given places, cut at its examples. */
function textOf(checker: ts.TypeChecker, ...places: readonly (ts.Symbol | ts.Signature)[]): string {
  for (const place of places) {
    const text = ts.displayPartsToString(place.getDocumentationComment(checker));
    const [prose = ''] = text.split('```', 1);
    const tags = tagsOf(checker, place);
    const whole = [prose.trim(), ...tags].filter(Boolean).join('\n');
    if (whole) return cut(whole, MOST_TEXT);
  }
  return '';
}

function tagsOf(checker: ts.TypeChecker, place: ts.Symbol | ts.Signature): string[] {
  const tags =
    'declaration' in place ? place.getJsDocTags() : (place as ts.Symbol).getJsDocTags(checker);
  return tags
    .filter(({ name }) => TAGS.has(name))
    .map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
