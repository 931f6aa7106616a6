import { linearDot } from './build.ts';
import { given, minus, ofCell, product, sum } from './expression.ts';
import type { HeadStepKind } from './heads.ts';
import type { Source } from './layer.ts';
import type { Step } from './step.ts';

/** What the steps of one answer head need to know. */
export interface AnswerSpec {
  /** The scope of its taps and the path of its weights: `head`. */
  readonly name: string;
  readonly x: Source;
  /** Where an answer may start and end; everywhere without it. */
  readonly passage?: readonly boolean[] | undefined;
}

/** What replaces the score of a place where no answer may be; a test holds it to the head's. */
export const NO_ANSWER_STEP = -1e4;

/** The steps of `answerHead`, in the order of its taps. */
export function answerSteps(spec: AnswerSpec): Step<HeadStepKind>[] {
  const { name, passage } = spec;
  if (!passage) return [scoresStep(spec, 'logits', 'answerLogits')];
  return [
    scoresStep(spec, 'scores', 'answerScores'),
    passageStep(name, passage),
    blockedStep(name),
  ];
}

function scoresStep(
  { name, x }: AnswerSpec,
  local: string,
  kind: HeadStepKind,
): Step<HeadStepKind> {
  const path = `${name}.output`;
  return {
    name: `${name}.${local}`,
    kind,
    formula: `Z = (${x.symbol}\\,W + b)^{\\top}`,
    shape: ['C', 'T'],
    inputs: [x.name, `${path}.weight`, `${path}.bias`],
    explain: ([c = 0, t = 0], shapes) => linearDot(path, x.name, t, c, shapes),
  };
}

function passageStep(name: string, passage: readonly boolean[]): Step<HeadStepKind> {
  return {
    name: `${name}.passage`,
    kind: 'passage',
    formula: String.raw`m_t = [t \in \text{passage}]`,
    shape: ['T'],
    inputs: [],
    explain: ([t = 0]) => ({ kind: 'expression', value: given(passage[t] ? 1 : 0) }),
  };
}

function blockedStep(name: string): Step<HeadStepKind> {
  const [scores, passage] = [`${name}.scores`, `${name}.passage`];
  return {
    name: `${name}.logits`,
    kind: 'answerLogits',
    formula: String.raw`\hat Z_{ct} = m_t\,Z_{ct} + (1 - m_t) \cdot (-10^4)`,
    shape: ['C', 'T'],
    inputs: [scores, passage],
    explain: ([c = 0, t = 0]) => {
      const keep = ofCell(passage, t);
      const kept = product(keep, ofCell(scores, c, t));
      const value = sum(kept, product(minus(given(1), keep), given(NO_ANSWER_STEP)));
      return { kind: 'expression', value };
    },
  };
}
