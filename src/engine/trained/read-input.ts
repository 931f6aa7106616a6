import { JobError } from '../job-error.ts';
import { labFields } from '../labs/index.ts';
import type { LabJobs } from '../labs/index.ts';
import { readSettings } from '../labs/field.ts';
import type { Fields as LabFields } from '../labs/field.ts';
import {
  describe,
  readArray,
  readListed,
  readNumber,
  readObject,
  readTokens,
  readWhole,
} from '../read.ts';
import type { Range } from '../read.ts';
import { TUNING_MODES } from './jobs.ts';
import type { Example, JobName, Jobs } from './jobs.ts';
import { TRAINED_LIMITS as LIMITS } from './limits.ts';

type Fields = Readonly<Record<string, unknown>>;
type Readers = { readonly [Name in JobName]: (fields: Fields) => Jobs[Name]['input'] };

/**
 * The input of a job as plain data of its own, every field within its bounds.
 *
 * @throws JobError
 */
export function readInput<Name extends JobName>(name: Name, value: unknown): Jobs[Name]['input'] {
  const readers: Readers = READERS;
  return readers[name](readObject('input', value));
}

/** Each lab says itself what it takes. */
const labReaders = Object.fromEntries(
  Object.entries<LabFields>(labFields).map(([name, fields]) => [
    `lab-${name}`,
    (given: Fields) => readSettings(fields, given),
  ]),
) as unknown as Pick<Readers, keyof LabJobs>;

const READERS: Readers = {
  ...labReaders,
  translate: ({ tokens, record }) => ({
    tokens: readText('tokens', tokens, LIMITS.sentence),
    record: readSwitch('record', record),
  }),
  answer: ({ question, paragraph, record }) => ({
    question: readText('question', question, LIMITS.question),
    paragraph: readText('paragraph', paragraph, LIMITS.paragraph),
    record: readSwitch('record', record),
  }),
  answerByLevels: ({ question, sentences }) => ({
    question: readText('question', question, LIMITS.question),
    sentences: readArray('sentences', sentences, LIMITS.sentences).map((tokens) =>
      readText('sentences', tokens, LIMITS.sentence),
    ),
  }),
  classify: ({ tokens, record, tuned }) => ({
    tokens: readText('tokens', tokens, LIMITS.sentence),
    record: readSwitch('record', record),
    ...(tuned === undefined ? {} : { tuned: readFile(tuned) }),
  }),
  finetune: readFinetune,
};

function readFinetune(fields: Fields): Jobs['finetune']['input'] {
  const examples = readExamples('examples', fields.examples);
  const classes = new Set(examples.map(({ label }) => label));
  const { min, max } = LIMITS.classes;
  if (classes.size < min || classes.size > max) {
    throw new JobError('examples', `${min} to ${max} labels`, String(classes.size));
  }
  const heldOut = readExamples('heldOut', fields.heldOut);
  const strange = heldOut.find(({ label }) => !classes.has(label));
  if (strange) {
    throw new JobError('heldOut', 'labels that the examples have', describe(strange.label));
  }
  return {
    examples,
    heldOut,
    mode: readListed('mode', fields.mode, TUNING_MODES),
    learningRate: readNumber('learningRate', fields.learningRate, LIMITS.learningRate),
    steps: readWhole('steps', fields.steps, LIMITS.trainingSteps),
    batch: readWhole('batch', fields.batch, LIMITS.batch),
    rank: readWhole('rank', fields.rank, LIMITS.rank),
    seed: readWhole('seed', fields.seed, LIMITS.seed),
  };
}

function readExamples(field: string, value: unknown): Example[] {
  return readArray(field, value, LIMITS.examples).map((one) => {
    const { tokens, label } = readObject(field, one);
    const fits = typeof label === 'string' && label !== '' && label.length <= LIMITS.tokenLength;
    if (fits) return { tokens: readText(field, tokens, LIMITS.sentence), label };
    throw new JobError(field, `a label of 1 to ${LIMITS.tokenLength} characters`, describe(label));
  });
}

function readText(field: string, value: unknown, count: Range): string[] {
  return readTokens(field, value, count, LIMITS.tokenLength);
}

function readSwitch(field: string, value: unknown): boolean {
  return readListed(field, value, [true, false]);
}

/** What is in it shows only when there are weights to compare. */
function readFile(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new JobError('tuned', 'the bytes of a file', describe(value));
}
