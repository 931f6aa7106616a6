import type { LayerConfig } from '../../model/index.ts';
import { addCosts, documentCost, encoderLayerCost } from '../../model/multilevel/cost.ts';
import type { Cost } from '../../model/multilevel/cost.ts';
import { ANSWERS, FLAT, LEVELS } from './multilevel.ts';

/**
 * What one answer costs in each model. Exact, as the costs of the library are: padding is counted,
 * and under `lookup` what tables and turned pairs cost as matrix products.
 */

/** Of the multi-level reader: so many rows, the question among them, as wide as the widest. */
export function levelsCost(rows: number, words: number): Cost {
  const { wordLayers, sentenceLayers } = LEVELS;
  const turned = wordLayers * rows * words + sentenceLayers * rows;
  return addCosts(documentCost(rows, words, LEVELS), rotaryCost(turned, LEVELS), headCost(LEVELS));
}

/** Of the flat reader, on so many tokens. */
export function flatCost(tokens: number): Cost {
  const { layers, vocabulary, width } = FLAT;
  const each = Array.from({ length: layers }, () => encoderLayerCost(tokens, tokens ** 2, FLAT));
  const lookup = tokens * vocabulary * width;
  return addCosts(
    { ...NOTHING, lookup },
    ...each,
    rotaryCost(layers * tokens, FLAT),
    headCost(FLAT),
  );
}

const NOTHING: Cost = { projections: 0, attention: 0, feedForward: 0, lookup: 0 };

/** Queries and keys are turned by a product with a [K, K] matrix, head by head. */
function rotaryCost(tokens: number, { width: D, heads: H }: LayerConfig): Cost {
  return { ...NOTHING, lookup: 2 * tokens * D * (D / H) };
}

function headCost({ width: D }: LayerConfig): Cost {
  return { ...NOTHING, projections: D * ANSWERS.length };
}
