/** @typedef {import('./prose.mjs').Block} Block */
/** @typedef {{ page: string, sentence: string, what: string }} Claim */
/** @typedef {{ page: string, has: string, reason: string }} Exception */

const year = /(?<![.,\d])(19[5-9]\d|20[0-3]\d)\b/;
/** Counts and prices, in a sentence that does not work them out itself. */
const figure = /^(?!.*[=≈]).*?(\$\s?\d[\d.,]*|\b\d[\d.,]*\s(million|billion|trillion|GPUs?\b))/;
const systems = [
  'ALBERT|BERT|RoBERTa|GPT(-\\d\\w*)?|T5|Llama|Mistral|Mixtral|Gemma|Gemini|PaLM|Claude|Qwen|DeepSeek|BLOOM',
  'Sora|Veo|Kling|Open-Sora|CogVideoX?|HunyuanVideo|Wan|Mochi|LTX|Movie Gen|Runway|Pika|Latte|ViViT',
  'Imagen|DALL·E|Stable Diffusion|FLUX|CLIP|VBench|ImageNet',
];
/** Pocket Sora is ours. */
const system = new RegExp(`(?<!\\b[Pp]ocket )\\b(${systems.join('|')})\\b`);

/**
 * The sentences of a page that say something of the world outside and give no source: a year, a
 * figure or the name of a system, and no citation in the paragraph. What is quoted is said by somebody else, and
 * a question says nothing.
 * @param {string} page
 * @param {readonly Block[]} blocks
 * @param {string} [listed] the sources that the page lists for all of it
 * @returns {Claim[]}
 */
export function uncitedClaims(page, blocks, listed) {
  return blocks
    .filter(({ cited }) => !cited)
    .flatMap(({ asserted }) => sentencesOf(asserted))
    .flatMap((sentence) => {
      const what = outsideIn(sentence);
      return what === undefined || names(listed, what) ? [] : [{ page, sentence, what }];
    });
}

/**
 * Whether sources that stand for a whole page cover a claim: they have to show its year or the name of its system. A
 * figure may be in any of them.
 * @param {string | undefined} listed
 * @param {string} what
 */
function names(listed, what) {
  if (listed === undefined) return false;
  return listed.includes(what) || !(year.test(what) || system.test(what));
}

/** @param {string} sentence */
function outsideIn(sentence) {
  if (sentence.endsWith('?')) return undefined;
  return year.exec(sentence)?.[0] ?? figure.exec(sentence)?.[1] ?? system.exec(sentence)?.[0];
}

/**
 * Takes out the claims that are excused, and names the exceptions that excuse nothing any more.
 * @param {readonly Claim[]} claims
 * @param {readonly Exception[]} exceptions
 * @returns {{ left: Claim[], idle: Exception[] }}
 */
export function excuse(claims, exceptions) {
  const fits = (/** @type {Claim} */ { page, sentence }, /** @type {Exception} */ exception) =>
    page === exception.page && sentence.includes(exception.has);
  return {
    left: claims.filter((claim) => !exceptions.some((exception) => fits(claim, exception))),
    idle: exceptions.filter((exception) => !claims.some((claim) => fits(claim, exception))),
  };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * @param {string} text
 * @returns {string[]}
 */
export function sentencesOf(text) {
  return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
}
