import { z } from 'astro/zod';
import { readShape } from '../typed/shape.ts';
import { common } from './common.ts';
import { text } from './text.ts';

const shapeText = text('shape', 'a shape such as "[B, H, T, S]"').refine(
  (typed) => readShape(typed).ok,
  { error: 'a shape is a list of letters, numbers and products, such as "[B, H, T, 3·K]"' },
);

const blank = z.strictObject({
  /** The tensor whose shape is asked, with a word beside a formula: it labels a field. */
  name: text('name', 'the tensor whose shape is asked').refine(
    (name) => /\p{L}{2}/u.test(name.replace(/\$[^$]*\$/g, '')),
    { error: '`name` needs a word beside its formula, or a screen reader would say nothing' },
  ),
  /** The right shape: `[B, H, T, S]`. */
  shape: shapeText,
  /** Other ways to write it that are as right: `[B, T, D]` where D = H·K. */
  also: z.array(shapeText).default([]),
  /** Why it has this shape. */
  why: text('why', 'why it has this shape'),
  /** Shapes that readers give by known slips. */
  mistakes: z
    .array(z.strictObject({ shape: shapeText, why: text('why', 'which slip gives this shape') }))
    .default([]),
});

/** Shapes that are to be filled in, in letters or numbers. */
export const shape = z.strictObject({
  kind: z.literal('shape'),
  ...common,
  blanks: z
    .array(blank, { error: '`blanks` must be a list of `name`, `shape` and `why`' })
    .min(1, { error: '`blanks` needs at least one tensor' }),
});
