/** Paragraphs about several things, questions about them and about captions, and classes of scenes. */
export { NOT_TOLD, parseAnswer, sameAnswer, sayAnswer } from './answer.ts';
export { drawQuestion } from './ask.ts';
export { captionText, questionsAbout } from './caption.ts';
export { MAX_SENTENCES, MIN_SENTENCES, drawStory } from './draw.ts';
export { ATTRIBUTES, FACTS } from './fact.ts';
export { LABELINGS } from './labels.ts';
export { MOST_TOKENS, mostTokens } from './limits.ts';
export { captionSample, plainSample, questionSample, rowSample, tokensOf } from './samples.ts';
export type { Answer } from './answer.ts';
export type { Question, QuestionOptions } from './ask.ts';
export type { Sentence, Story, StoryOptions, Text } from './draw.ts';
export type { Attribute, Fact, Span } from './fact.ts';
export type { Labeling } from './labels.ts';
export type { QuestionSample, RowSample } from './samples.ts';
