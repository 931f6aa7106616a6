export { answerSteps } from './heads-answer.ts';
export type { AnswerSpec } from './heads-answer.ts';
export { classifierSteps } from './heads-classifier.ts';
export type { ClassifierSpec } from './heads-classifier.ts';
export { languageHeadSteps } from './heads-language.ts';
export type { LanguageHeadSpec } from './heads-language.ts';

/** The kinds of step of the heads. The norm of the transform is a `norm`. */
export type HeadStepKind =
  | 'headDense'
  | 'headHidden'
  | 'wordLogits'
  | 'poolShares'
  | 'pooled'
  | 'classLogits'
  | 'answerScores'
  | 'passage'
  | 'answerLogits';
