import { likeliest, samplingChances, seq2seqSession } from '../../../model/index.ts';
import type { Session } from '../../../model/index.ts';
import type { Candidate, Jobs, Translation } from '../jobs.ts';
import type { Line } from './line.ts';
import type { Translator } from './models.ts';
import { only, watch } from './record.ts';

const CROSS = /\.cross\.pattern$/;

/** How many candidates are told of each token. */
const CANDIDATES = 5;

/** Translates greedily, and tells of each token as it is chosen. Keeps no tensor. */
export async function translate(
  { params, config, ...model }: Translator,
  { tokens, record }: Jobs['translate']['input'],
  line: Line<Jobs['translate']['step']>,
): Promise<Translation> {
  const { ids, tokens: source } = model.read(tokens);
  const { tap, take } = watch(record, CROSS);
  const clock = createClock();
  const session = clock.time(() => seq2seqSession(params, config, [ids], { tap }));
  const chosen: number[] = [];
  try {
    for (let id = model.start; chosen.length < model.longest && id !== model.end;) {
      const logits = clock.time(() => feed(session, id));
      id = likeliest(logits);
      chosen.push(id);
      const tensors = take();
      line.tell({
        token: model.word(id),
        candidates: candidatesOf(logits, model.word),
        cross: only(tensors, CROSS),
        cacheBytes: session.bytes,
        tensors: record ? tensors : [],
      });
      await line.pause();
    }
  } finally {
    session.dispose();
  }
  const ended = chosen.at(-1) === model.end;
  const words = (ended ? chosen.slice(0, -1) : chosen).map(model.word);
  return { source, tokens: words, ended, milliseconds: clock.total() };
}

/** The logits of what comes after `id`. */
function feed(session: Session, id: number): Float32Array {
  const [logits] = session.feed([[id]]);
  return logits ?? Float32Array.of();
}

function candidatesOf(logits: Float32Array, word: (id: number) => string): Candidate[] {
  return samplingChances(logits)
    .map((chance, id) => ({ token: word(id), chance }))
    .toSorted((a, b) => b.chance - a.chance)
    .slice(0, CANDIDATES);
}

/** Adds up the times of what it is given to do, in milliseconds. */
function createClock() {
  let total = 0;
  return {
    time: <T>(act: () => T): T => {
      const start = performance.now();
      const result = act();
      total += performance.now() - start;
      return result;
    },
    total: () => total,
  };
}
