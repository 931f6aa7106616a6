import { sizeOf } from '../../src/engine/labs/studio.ts';
import manifest from '../../src/engine/models/manifest.json';
import { startBackend } from '../../src/engine/trained/worker/backend.ts';
import { createLibrary } from '../../src/engine/trained/worker/library.ts';
import { createLoad } from '../../src/engine/trained/worker/load.ts';
import type { Translator } from '../../src/engine/trained/worker/models.ts';
import { sample } from '../../src/engine/trained/worker/sample.ts';
import type { Library } from '../../src/engine/trained/worker/table.ts';
import { createRandom, likeliest, seq2seqSession } from '../../src/model/index.ts';
import { expectSame } from '../model/expect-same.ts';
import type { Ort } from '../model/ort.ts';
import { race } from '../model/race.ts';
import type { Race } from '../model/race.ts';
import { opener, ortSora, ortTranslator } from './ort-models.ts';
import type { Open } from './ort-models.ts';
import type { Graphs } from './page.ts';
import { studioInput, translateInput } from './tasks.ts';

/** Our models against the same weights in ONNX Runtime, in turns, in one thread. */

self.addEventListener('message', ({ data }: MessageEvent<Graphs>) => {
  answer(data);
});

/** A rejection would be heard by nobody, an error is. */
function answer(graphs: Graphs): void {
  raceAll(graphs).then(
    (races) => {
      self.postMessage(races);
    },
    (error: unknown) => {
      setTimeout(() => {
        throw error;
      });
    },
  );
}

async function raceAll(graphs: Graphs): Promise<Race[]> {
  await startBackend();
  const library = createLibrary(createLoad(manifest), manifest);
  const ort = (await import(/* @vite-ignore */ `${location.origin}/ort/ort.wasm.min.mjs`)) as Ort;
  const open = opener(ort);
  const races: Race[] = [];
  if (graphs.translator) races.push(await raceTranslators(library, ort, open, graphs));
  if (graphs.sora && graphs.reader) races.push(await raceSampling(library, ort, open, graphs));
  return races;
}

const WAITER = { signal: new AbortController().signal, loading: () => undefined };

async function raceTranslators(
  library: Library,
  ort: Ort,
  open: Open,
  graphs: Graphs,
): Promise<Race> {
  const model = await library.translator.get(WAITER);
  const { ids } = model.read(translateInput.tokens);
  const ours = () => translateOurs(model, ids);
  const peer = await ortTranslator(ort, open, graphs);
  const theirs = () => peer(ids, model);
  const [mine, other] = [ours(), await theirs()];
  mine.forEach((logits, i) => {
    expectSame(`logits of token ${i}`, logits, other[i] ?? []);
  });
  const contestants = [
    { name: 'ours', run: ours },
    { name: 'onnxruntime-web', run: theirs },
  ];
  const times = await race(contestants, { rounds: 60, seconds: 60 });
  return { what: `${ids.length} words, ${mine.length} tokens`, times };
}

/** The logits of each token. */
function translateOurs(
  { params, config, start, end, longest }: Translator,
  ids: readonly number[],
): Float32Array[] {
  const session = seq2seqSession(params, config, [ids]);
  const told: Float32Array[] = [];
  for (let id = start; told.length < longest && id !== end;) {
    const [logits = new Float32Array()] = session.feed([[id]]);
    told.push(logits);
    id = likeliest(logits);
  }
  session.dispose();
  return told;
}

/** The noise of a clip of 9 × 32 × 32, as graphs.py has it: [n, y, x, C]. */
const LATENTS = [3, 4, 4, 16] as const;

async function raceSampling(library: Library, ort: Ort, open: Open, graphs: Graphs): Promise<Race> {
  const model = await library.pocketSora.get(WAITER);
  const { prompt: asked, steps, guidance, seed, size } = studioInput(false);
  const input = { prompt: asked.split(' '), steps, guidance, seed, size: sizeOf(size) };
  const line = { ...WAITER, tell: () => undefined, pause: () => Promise.resolve() };
  const ours = () => sample(model, input, line);
  const peer = await ortSora(ort, open, graphs);
  const length = LATENTS.reduce<number>((product, size) => product * size, 1);
  const noise = Float32Array.from({ length }, createRandom(input.seed).normal);
  const prompt = model.text.read(input.prompt).ids;
  const empty = prompt.map((_, i) => model.empty.ids[i] ?? model.text.padding);
  const theirs = () =>
    peer({
      texts: [empty, prompt],
      noise,
      shape: LATENTS,
      steps: input.steps,
      guidance: input.guidance,
    });
  expectSame('pixels', (await ours()).data, (await theirs()).map(toUnit));
  const contestants = [
    { name: 'ours', run: ours },
    { name: 'onnxruntime-web', run: theirs },
  ];
  const times = await race(contestants, { rounds: 15, seconds: 120, warmUp: 3 });
  return { what: `${input.steps} guided steps and the clip`, times };
}

/** From −1 … 1 to 0 … 1, as a clip is kept. */
function toUnit(value: number): number {
  return Math.min(1, Math.max(0, (value + 1) / 2));
}
