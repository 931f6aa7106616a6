import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { claim } from './content/audit/claim.ts';
import { line } from './content/audit/line.ts';
import { card } from './content/card.ts';
import { exercise } from './content/exercise.ts';
import { glossaryEntry } from './content/glossary.ts';
import { hunt } from './content/hunt.ts';
import { labelCurve } from './content/label-curve.ts';
import { lessonFields, missingLessonFields } from './content/lesson.ts';
import { sampling } from './content/sampling.ts';
import { source } from './content/source.ts';
import { tuningRuns } from './content/tuning-runs.ts';
import { question } from './interview/question.ts';

const docs = docsSchema({ extend: lessonFields });

export const collections = {
  /** Lessons and other pages, one MDX file each. */
  docs: defineCollection({
    loader: docsLoader(),
    schema: (context) =>
      docs(context).superRefine((data, issues) => {
        const missing = missingLessonFields(data).map((name) => `\`${name}\``);
        if (missing.length === 0) return;
        const message = `A lesson also needs ${missing.join(', ')}. Another page has none of them.`;
        issues.addIssue({ code: 'custom', message });
      }),
  }),
  /** Quiz questions, one YAML file each; the path is the id. */
  questions: defineCollection({
    loader: glob({ base: './src/content/questions', pattern: '**/*.yaml' }),
    schema: question,
  }),
  /** Coding exercises, a folder each; its name is the id. */
  exercises: defineCollection({
    loader: glob({
      base: './src/content/exercises',
      pattern: '*/exercise.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: exercise,
  }),
  /** Bug hunts, a folder each; its name is the id. */
  hunts: defineCollection({
    loader: glob({
      base: './src/content/hunts',
      pattern: '*/hunt.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: hunt,
  }),
  /** The models that ship: what training wrote beside their weights. */
  models: defineCollection({
    loader: glob({ base: './public/models', pattern: '*/card.json' }),
    schema: card,
  }),
  /** The experiment on few labels, where training has left it: one file, or none. */
  labelCurves: defineCollection({
    loader: glob({ base: './public/models', pattern: 'label-curve.json' }),
    schema: labelCurve,
  }),
  /** A run of each mode of the fine-tuning lab: one file. */
  tuningRuns: defineCollection({
    loader: glob({ base: './public/models', pattern: 'tuning-runs.json' }),
    schema: tuningRuns,
  }),
  /** How good pocket Sora is by guidance, steps and size: one file, or none. */
  samplings: defineCollection({
    loader: glob({ base: './public/models', pattern: 'pocket-sora/sampling.json' }),
    schema: sampling,
  }),
  /** What the bank claims, in one file. */
  claims: defineCollection({ loader: file('./src/content/audit/claims.yaml'), schema: claim }),
  /** The lines of the bank's listings, in one file. */
  lines: defineCollection({ loader: file('./src/content/audit/lines.yaml'), schema: line }),
  /** The terms of the field, in one file. */
  glossary: defineCollection({
    loader: file('./src/content/glossary.yaml'),
    schema: glossaryEntry,
  }),
  /** Everything that a lesson cites, in one file. */
  sources: defineCollection({ loader: file('./src/content/sources.yaml'), schema: source }),
};
