import { describe, expect, test } from 'vitest';
import { excuse, uncitedClaims } from '../../../scripts/content/claims.mjs';
import { idleCode } from '../../../scripts/content/code.mjs';
import { gradeOf } from '../../../scripts/content/grade.mjs';
import { listedSources, readProse } from '../../../scripts/content/prose.mjs';
import { proseOf } from '../../../scripts/content/questions.mjs';

const cite = '<a class="cite x" href="#source-a">[A 2020]</a>';
const prose = (html: string) => readProse(`<div class="sl-markdown-content">${html}</div>`);
const claimsOn = (html: string) => uncitedClaims('a/', prose(html), listedSources(html));
const whats = (html: string) => claimsOn(html).map(({ what }) => what);
const bankSays = '<blockquote class="spoken"><p>Sora translates.</p></blockquote>';
const list = '<ul data-sources><li><a href="/r/#source-d">Devlin 2018</a>, BERT: A Paper</li></ul>';

describe('claims on the world outside', () => {
  test.each([
    ['a year', '<p>It came in 2017.</p>', '2017'],
    ['a count', '<p>It has 13 billion parameters.</p>', '13 billion'],
    ['a price', '<p>It took $200 to train.</p>', '$200'],
    ['a system', '<p>So does Open-Sora.</p>', 'Open-Sora'],
    ['an item of a list', '<p>So:</p><ul><li>BERT has none.</li></ul>', 'BERT'],
    ['a row of a table', '<table><tr><td>Veo</td><td>4 s</td></tr></table>', 'Veo'],
    ['a paragraph after one with a source', `<p>Yes ${cite}.</p><p>In 1999.</p>`, '1999'],
    ['a sentence with a term', '<p>A <a class="term" href="../g/">BERT</a> reads.</p>', 'BERT'],
    ['a fold', '<details><p>GPT-4 has it.</p></details>', 'GPT-4'],
    ['an answer of ours', `<details data-grade="passes">${bankSays}</details>`, 'Sora'],
    ['a page that lists another source', `<p>Here it is 2017.</p>${list}`, '2017'],
  ])('are found in %s', (_where, html, what) => {
    expect(whats(html)).toEqual([what]);
  });

  test.each([
    ['a source in the paragraph', `<p>In 2017. It was so ${cite}.</p>`],
    ['a source in the row', `<table><tr><td>Veo ${cite}</td><td>2024</td></tr></table>`],
    ['a source in what leads the list', `<p>From it ${cite}:</p><ul><li>GPT wrote.</li></ul>`],
    ['a source on the page of all sources', '<p>Sora <a href="r/#source-a">made video</a>.</p>'],
    ['sources that the page lists', `<p>BERT (2018) has 340 million.</p>${list}`],
    ['no claim: what the bank says', `<details data-grade="bank">${bankSays}</details>`],
    ['no claim: computed', '<p>It takes <b data-computed>4 billion</b> steps, or 0.2017.</p>'],
    ['no claim: a question', '<p>What was Sora?</p>'],
    ['no claim: a quotation', '<p>The answer “Sora came in 2024” is short.</p>'],
    ['no claim: the title of another page', '<p>See <a href="../b/">Sora</a>.</p>'],
    ['no claim: our own model', '<p>Pocket Sora has it, and pocket Sora shows it.</p>'],
    ['no claim: worked out', '<p>That is 2 × 33 = 6.6 million numbers, in 2,017 steps.</p>'],
    [
      'no prose',
      '<pre>2017</pre><svg><text>Sora</text></svg><astro-island><p>Veo</p></astro-island>',
    ],
    ['no prose: the list of sources', '<ul><li id="source-a">A (2020).</li></ul>'],
  ])('are not found with %s', (_what, html) => {
    expect(whats(html)).toEqual([]);
  });

  test('are excused by page and words; an exception that excuses nothing is named', () => {
    const claims = uncitedClaims('a/', prose('<p>Sora was. BERT is.</p>'));
    const used = { page: 'a/', has: 'Sora was', reason: 'r' };
    const idle = { page: 'b/', has: 'BERT', reason: 'r' };
    expect(excuse(claims, [used, idle])).toEqual({ left: [claims[1]], idle: [idle] });
  });
});

describe('a question of the bank', () => {
  const sources = { d: { authors: 'Devlin', year: 2018, title: 'BERT: A Paper' } };
  const whatsIn = (why: string) => {
    const question = {
      lesson: 'sora/veo',
      sources: ['d'],
      prompt: 'Why `T5`?',
      choices: [{ why }],
    };
    const { blocks, listed } = proseOf(question, sources);
    return uncitedClaims('q/', blocks, listed).map(({ what }) => what);
  };

  test('may say what its sources can hold', () => {
    expect(whatsIn('In 2018, BERT had 340 million.')).toEqual([]);
  });

  test.each(['2017', 'Sora'])('may not speak of %s without a source of it', (what) => {
    expect(whatsIn(`It was so with ${what}.`)).toEqual([what]);
  });
});

describe('a block of code that nothing runs', () => {
  const idle = '```python\n1\n```\n';

  test('is found, a live cell is not', () => {
    const page = `---\ntitle: t\n---\n\n\`\`\`ts live title="t"\n1;\n\`\`\`\n\n${idle}`;
    expect(idleCode(page)).toEqual([{ line: 9, info: 'python' }]);
  });

  test('is found in a fold, in a list and by its indent', () => {
    expect(idleCode(`<details>\n\n${idle}\n</details>\n`)).toEqual([{ line: 3, info: 'python' }]);
    expect(idleCode('- a\n\n  ~~~js title="t"\n  1\n  ~~~\n')).toEqual([
      { line: 3, info: 'js title="t"' },
    ]);
  });

  test('is what looks like a live cell and is none', () => {
    expect(idleCode('```ts\n1;\n```\n')).toEqual([{ line: 1, info: 'ts' }]);
  });

  test('is not found in the text of a live cell', () => {
    expect(idleCode('````ts live title="t"\n`\n```python\n```\n`;\n````\n')).toEqual([]);
  });
});

test('the grade grows with the length of words and sentences, and code does not count', () => {
  const easy = gradeOf(prose('<p>The cat sat on the mat. It was big.</p>'));
  const hard = gradeOf(
    prose('<p>Notwithstanding considerable international opposition, it continued.</p>'),
  );
  // 0.39 × 9 words / 2 sentences + 11.8 × 9 syllables / 9 words − 15.59
  expect(easy).toEqual({ words: 9, grade: expect.closeTo(-2.035, 3) as number });
  expect(hard.grade).toBeGreaterThan(15);
  expect(
    gradeOf(prose('<p>The cat sat on the mat. It was big.</p><pre>const a = 1;</pre>')),
  ).toEqual(easy);
});
