import { z } from 'astro/zod';

/** A line of the bank's listings. Its number in the audit is the id. */
export const line = z.strictObject({
  /** What stands there, in our words. */
  says: z.string().min(1),
  verdict: z.enum(['crash', 'silent', 'wasteful', 'trap', 'fine', 'style']),
  /** A bug hunt about it, which has what Keras printed. */
  hunt: z.string().optional(),
  /** Where there is no hunt: the folder of the record in `src/content/audit/lines`. */
  record: z.string().optional(),
});
