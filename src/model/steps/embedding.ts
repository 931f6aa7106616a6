import { cell } from './build.ts';
import { ofCell, given, product } from './expression.ts';
import type { Step } from './step.ts';
import type { LayerStepKind } from './variants.ts';

export interface EmbeddingSpec {
  /** Whether positions are added. */
  readonly positions: boolean;
  /** The scope of its taps and the path of its table, if it is a memory that others read: `source`. */
  readonly memory?: string | undefined;
  readonly variant?: undefined;
}

/** An embedding inside a whole model. */
export interface VariantEmbeddingSpec extends Omit<EmbeddingSpec, 'memory' | 'variant'> {
  readonly variant: {
    /** The scope of its taps: `target`. */
    readonly name: string;
    /** The path of its weights; `name` unless told otherwise. */
    readonly weights?: string | undefined;
    /** The ids of the tokens: which rows of the table are looked up. */
    readonly ids: readonly number[];
    readonly scaled?: boolean | undefined;
    /** Whether positions are learned. */
    readonly learned?: boolean | undefined;
    /** The position of the first token. */
    readonly offset?: number | undefined;
  };
}

interface Names {
  readonly symbol: 'X' | 'M';
  readonly table: string;
  readonly embedding: string;
  readonly scaled: string;
  readonly places: string;
  readonly positions: string;
  readonly x: string;
}

/**
 * The steps of `embed`. Without a variant, row t of the weight `embedding.table` is the vector of
 * token t.
 */
export function embeddingSteps(spec: EmbeddingSpec): Step[];
export function embeddingSteps(spec: VariantEmbeddingSpec): Step<LayerStepKind>[];
export function embeddingSteps({
  positions,
  ...spec
}: EmbeddingSpec | VariantEmbeddingSpec): Step<LayerStepKind>[] {
  const { variant } = spec;
  const memory = 'memory' in spec ? spec.memory : undefined;
  const names =
    memory === undefined ? namesOf(variant?.name, variant?.weights) : namesOf(memory, memory, 'M');
  const { ids, scaled = false, learned = false, offset = 0 } = variant ?? {};
  const tokens = scaled ? names.scaled : names.embedding;
  return [
    embeddingStep(names, ids),
    ...(scaled ? [scaledStep(names)] : []),
    ...(positions ? [learned ? learnedStep(names, offset) : positionsStep(names, offset)] : []),
    positions ? placedStep(names, tokens) : plainStep(names, tokens),
  ];
}

/** Alone, the taps have no scope, and the table belongs to the embedding. */
function namesOf(
  scope?: string,
  weights = scope ?? 'embedding',
  symbol: Names['symbol'] = 'X',
): Names {
  const at = scope === undefined ? '' : `${scope}.`;
  return {
    symbol,
    table: `${weights}.table`,
    embedding: `${at}embedding`,
    scaled: `${at}scaled`,
    places: `${weights}.places`,
    positions: `${at}positions`,
    x: `${at}x`,
  };
}

function embeddingStep({ table, embedding, symbol }: Names, ids?: readonly number[]): Step {
  return {
    name: embedding,
    kind: 'embedding',
    formula: String.raw`E_t = \operatorname{table}[\operatorname{token}_t]`,
    shape: shapeOf(symbol),
    inputs: [table],
    explain: ([t = 0, d = 0]) => ({ kind: 'copy', of: cell(table, ids ? (ids[t] ?? -1) : t, d) }),
  };
}

function scaledStep({ embedding, scaled, symbol }: Names): Step<LayerStepKind> {
  return {
    name: scaled,
    kind: 'scaled',
    formula: String.raw`E' = \sqrt{D}\,E`,
    shape: shapeOf(symbol),
    inputs: [embedding],
    explain: (index, shapes) => {
      const root = given(Math.sqrt(shapes(embedding)[1] ?? 0));
      return { kind: 'expression', value: product(root, ofCell(embedding, ...index)) };
    },
  };
}

function positionsStep({ positions, symbol }: Names, offset: number): Step {
  return {
    name: positions,
    kind: 'positions',
    formula: String.raw`\mathrm{PE}_{t,2i} = \sin\frac{t}{10000^{2i/D}} \qquad \mathrm{PE}_{t,2i+1} = \cos\frac{t}{10000^{2i/D}}`,
    shape: shapeOf(symbol),
    inputs: [],
    explain: ([t = 0, dimension = 0], shapes) => {
      const [, width = 0] = shapes(positions);
      return { kind: 'sinusoid', position: t + offset, dimension, width };
    },
  };
}

function learnedStep({ places, positions, symbol }: Names, offset: number): Step {
  return {
    name: positions,
    kind: 'positions',
    formula: String.raw`\mathrm{PE}_t = \operatorname{places}[t]`,
    shape: shapeOf(symbol),
    inputs: [places],
    explain: ([t = 0, d = 0]) => ({ kind: 'copy', of: cell(places, t + offset, d) }),
  };
}

/** `x` with positions. */
function placedStep({ positions, x, symbol }: Names, tokens: string): Step {
  return {
    name: x,
    kind: 'x',
    formula: String.raw`${symbol} = E + \mathrm{PE}`,
    shape: shapeOf(symbol),
    inputs: [tokens, positions],
    explain: (index) => ({
      kind: 'sum',
      terms: [cell(tokens, ...index), cell(positions, ...index)],
    }),
  };
}

/** `x` without positions. */
function plainStep({ x, symbol }: Names, tokens: string): Step {
  return {
    name: x,
    kind: 'x',
    formula: `${symbol} = E`,
    shape: shapeOf(symbol),
    inputs: [tokens],
    explain: (index) => ({ kind: 'copy', of: cell(tokens, ...index) }),
  };
}

/** A memory has S tokens. */
function shapeOf(symbol: Names['symbol']): Step['shape'] {
  return [symbol === 'M' ? 'S' : 'T', 'D'];
}
