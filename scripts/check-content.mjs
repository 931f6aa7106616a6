// `npm run check:content`: the checks on the text of the built pages and of the question bank, and their figures. Does
// each claim on the world outside have a source? Is every code block run? How long and how hard is each lesson?
import './lib/need-node.mjs';
import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { excuse, uncitedClaims } from './content/claims.mjs';
import { idleCode } from './content/code.mjs';
import { gradeOf } from './content/grade.mjs';
import { listedSources, readProse } from './content/prose.mjs';
import { readQuestions } from './content/questions.mjs';
import { readPages } from './lib/html.mjs';
import { dist, root } from './lib/paths.mjs';
import { table } from './lib/table.mjs';

/** @typedef {import('./content/claims.mjs').Exception} Exception */

const content = join(root, 'src/content');
const exceptionsFile = 'src/content/uncited.yaml';

const pages = (await readPages(dist)).map(({ path, text }) => ({
  page: path,
  text,
  blocks: readProse(text),
  listed: listedSources(text),
}));
const questions = readQuestions(content);

const lessons = pages.flatMap(({ page, text, blocks }) => {
  const [, minutes] = /(\d+) minutes, quiz included/.exec(text) ?? [];
  return minutes === undefined ? [] : [{ page, minutes, ...gradeOf(blocks) }];
});
const rows = lessons.map(({ page, words, minutes, grade }) => [
  page,
  words,
  minutes,
  grade.toFixed(1),
]);
console.log(
  table([['lesson', 'words', 'minutes', 'grade'], ...rows.map((row) => row.map(String))]),
);

const claims = [...pages, ...questions].flatMap(({ page, blocks, listed }) =>
  uncitedClaims(page, blocks, listed),
);
const exceptions = /** @type {Exception[]} */ (load(readFileSync(root + exceptionsFile, 'utf8')));
const { left, idle } = excuse(claims, exceptions);
for (const { page, what, sentence } of left) {
  console.log(`/${page}: “${what}” without a citation: ${sentence}`);
}
for (const { page, has } of idle) {
  console.log(`${exceptionsFile}: nothing on /${page} needs “${has}” any more: take it out`);
}

const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.mdx?$/.test(file),
);
const unrun = files.flatMap((file) =>
  idleCode(readFileSync(join(content, file), 'utf8')).map((block) => ({ file, ...block })),
);
for (const { file, line, info } of unrun) {
  console.log(
    `${file}:${line}: nothing runs this block of ${info || 'text'}: make it a live cell or a listing`,
  );
}

const cited = pages.flatMap(({ blocks }) => blocks).filter((block) => block.cited).length;
const problems = left.length + idle.length + unrun.length;
const count = `${pages.length} pages, ${lessons.length} lessons, ${questions.length} questions`;
console.log(
  `${count}, ${cited} paragraphs with a source, ${exceptions.length} exceptions, ${problems} problems`,
);
process.exitCode = lessons.length > 0 && problems === 0 ? 0 : 1;
