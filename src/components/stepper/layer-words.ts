import type { Job } from '../../engine/protocol.ts';
import type { Step, StepKind } from '../../model/steps/index.ts';
import { stepperStrings as strings } from '../../strings/en/stepper.ts';
import { focusOf } from './focus.ts';
import type { ToldStep, Words } from './instrument.ts';
import { spotOf } from './listing-key.ts';
import { sentenceOf } from './sentence.ts';

/** A step of the Transformer's layers, with what is said about it. */
export function tellLayerStep(step: Step, job: Job): ToldStep {
  return {
    ...step,
    words: wordsOf(step),
    spot: spotOf(step, job),
    sentence: (shown, head) => sentenceOf(step, shown, head),
    focus: (shown, slice) => focusOf(step, shown, slice),
  };
}

/** Steps of one kind carry a number: `Layer norm 2`. */
function wordsOf({ kind, name }: Step): Words {
  const numbered = kind === 'norm' || kind === 'residual';
  const sub = (numbered && /\d$/.exec(name)?.[0]) || '';
  const text = strings.steps[kind];
  return {
    ...text,
    title: sub ? `${text.title} ${sub}` : text.title,
    sub,
    verb: strings.verbs[kind],
    operators: operatorsOf(kind),
  };
}

/** What stands between the inputs of a step. */
function operatorsOf(kind: StepKind): readonly string[] {
  const { linear, scores, pattern, mix, sum, none } = strings.operators;
  switch (kind) {
    case 'scores':
      return scores;
    case 'pattern':
      return pattern;
    case 'mix':
      return mix;
    case 'x':
    case 'residual':
      return sum;
    case 'query':
    case 'key':
    case 'value':
    case 'output':
    case 'hidden':
    case 'ffn':
      return linear;
    default:
      return none;
  }
}
