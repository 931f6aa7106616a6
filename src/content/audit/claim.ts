import { z } from 'astro/zod';

const verdict = z.enum(['true', 'misleading', 'false', 'unsupported']);

/** A claim of the bank. Its number in the audit is the id. */
export const claim = z.strictObject({
  /** What the bank claims, in our words. */
  says: z.string().min(1),
  verdict,
  /** What becomes of the sentence with BERT in place of Sora. */
  bert: z.strictObject({ verdict, why: z.string().min(1) }),
});
