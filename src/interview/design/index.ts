/** The calculators of the design questions, by the names of their pages. */
import type { Calculator } from './calculator.ts';
import { cost } from './cost.ts';
import { data } from './data.ts';
import { evaluation } from './evaluation.ts';
import { safety } from './safety.ts';
import { serving } from './serving.ts';
import { training } from './training.ts';

const all = { serving, training, evaluation, data, safety, cost };

export type Calculators = typeof all;
export type CalculatorName = keyof Calculators;

export const calculators: Readonly<Record<CalculatorName, Calculator>> = all;
