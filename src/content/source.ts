import { z } from 'astro/zod';

/** One entry of `sources.yaml`. Its key there is the id that a lesson cites. */
export const source = z.strictObject({
  /** As in a text: `Vaswani et al.`, or an organization. */
  authors: z.string({ error: '`authors` is missing: a name, as in "Vaswani et al."' }),
  /** The title of the work, not of the site. */
  title: z.string({ error: '`title` is missing: the title of the work' }),
  /** The year of the version that we read. */
  year: z
    .int({ error: '`year` must be a whole year, for example 2017' })
    .min(1950, { error: '`year` must be a whole year, for example 2017' }),
  /** Where it appeared: `arXiv 1706.03762`, `GitHub`, a journal. */
  where: z.string({ error: '`where` is missing: arXiv and number, journal, or site' }),
  /** Where a reader finds it. */
  address: z.url({ protocol: /^https$/, error: '`address` must start with https://' }),
  /** What it is used for here, and how it was checked if that needs saying. */
  note: z.string({ error: '`note` is missing: what the course takes from it' }),
});

export type Source = z.infer<typeof source>;
