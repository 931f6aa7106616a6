/**
 * What a browser may offer to write down speech. TypeScript does not know the part that keeps it on
 * the device: https://webaudio.github.io/web-speech-api/#dom-speechrecognition-processlocally
 */
interface Recognizer extends EventTarget {
  lang: string;
  continuous: boolean;
  processLocally: boolean;
  start: () => void;
  stop: () => void;
}

interface RecognizerClass {
  new (): Recognizer;
  readonly prototype: object;
  readonly available?: (wanted: {
    readonly langs: readonly string[];
    readonly processLocally: boolean;
  }) => Promise<string>;
}

/** What is heard. */
export interface Ears {
  readonly hear: (words: string) => void;
  /** It stopped listening: by itself, or for a reason. */
  readonly end: (reason: string | undefined) => void;
}

/** Starts to listen. Returns what stops it. */
export type Listen = (ears: Ears) => () => void;

const LANGUAGE = 'en-US';

/**
 * A way to write down speech on this very device; nothing where the browser would send it away, or
 * does not say, or would have to fetch something first.
 */
export async function findLocalSpeech(): Promise<Listen | undefined> {
  const Recognition = (globalThis as { SpeechRecognition?: RecognizerClass }).SpeechRecognition;
  if (!Recognition?.available || !('processLocally' in Recognition.prototype)) return undefined;
  const wanted = { langs: [LANGUAGE], processLocally: true };
  const state = await Recognition.available(wanted).catch(() => 'unavailable');
  return state === 'available' ? (ears) => listen(new Recognition(), ears) : undefined;
}

function listen(recognizer: Recognizer, { hear, end }: Ears): () => void {
  recognizer.lang = LANGUAGE;
  recognizer.continuous = true;
  recognizer.processLocally = true;
  let reason: string | undefined;
  recognizer.addEventListener('result', (event) => hear(wordsIn(event)));
  recognizer.addEventListener('error', (event) => {
    reason = 'error' in event ? String(event.error) : 'error';
  });
  recognizer.addEventListener('end', () => end(reason));
  recognizer.start();
  return () => recognizer.stop();
}

interface Result extends ArrayLike<{ readonly transcript: string }> {
  readonly isFinal: boolean;
}

/** What is new in an event, once the browser is sure of it. */
function wordsIn(event: Event): string {
  const { resultIndex, results } = event as unknown as {
    readonly resultIndex: number;
    readonly results: ArrayLike<Result>;
  };
  return Array.from(results)
    .slice(resultIndex)
    .filter(({ isFinal }) => isFinal)
    .map((result) => result[0]?.transcript.trim() ?? '')
    .join(' ');
}
