import * as z from 'zod/mini';
import { ROLES } from './role.ts';
import type { Session } from './run.ts';
import { SECTIONS } from './section.ts';
import { TOPICS } from '../topics.ts';

/**
 * A session that is not over, as text: what was drawn, what has happened, and what is being typed.
 * The page keeps it wherever it likes; what it finds there is read with suspicion.
 */
const VERSION = 1;

const moment = z.number().check(z.gte(0));
const share = z.number().check(z.gte(0), z.lte(1));

const turn = z.strictObject({
  card: z.string(),
  section: z.enum(SECTIONS),
  topic: z.enum(TOPICS),
  limit: z.number(),
  seed: z.number(),
  follow: z.optional(z.strictObject({ chain: z.string(), step: z.int().check(z.gte(0)) })),
});

const move = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['begun', 'paused', 'resumed', 'skipped', 'next', 'ended']),
    at: moment,
  }),
  z.strictObject({ kind: z.literal('shown'), at: moment, said: z.string() }),
  z.strictObject({
    kind: z.literal('answered'),
    at: moment,
    right: share,
    said: z.string(),
    given: z.optional(z.number()),
    chosen: z.optional(z.number()),
  }),
  z.strictObject({ kind: z.literal('away'), at: moment, until: moment }),
]);

/** What is in the fields of the open question, in the form of its kind. */
const draft = z.strictObject({
  turn: z.int(),
  words: z.string(),
  typed: z.array(z.string()),
  picked: z.array(z.nullable(z.number())),
});

const saved = z.strictObject({
  version: z.literal(VERSION),
  plan: z.strictObject({ role: z.enum(ROLES), minutes: z.number(), seed: z.number() }),
  turns: z.array(turn).check(z.minLength(1), z.maxLength(200)),
  moves: z.array(move).check(z.minLength(1)),
  /** When the page was last seen alive. */
  seen: moment,
  draft: z.nullable(draft),
});

export type SavedDraft = z.infer<typeof draft>;

export interface Saved extends Session {
  readonly seen: number;
  readonly draft: SavedDraft | null;
}

export function writeSaved({ plan, turns, moves, seen, draft }: Saved): string {
  return JSON.stringify({ version: VERSION, plan, turns, moves, seen, draft });
}

/** Nothing if the text is no session. */
export function readSaved(text: string): Saved | undefined {
  try {
    const { success, data } = saved.safeParse(JSON.parse(text));
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The session as it goes on after a time away: in a pause, which the reader ends. */
export function comeBack({ seen, ...saved }: Saved, now: number): Saved {
  const paused = { kind: 'paused', at: seen } as const;
  const away = { kind: 'away', at: seen, until: Math.max(seen, now) } as const;
  return { ...saved, moves: [...saved.moves, paused, away], seen: now };
}
