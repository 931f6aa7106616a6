import { ask, seedOf, type Asked } from '../../interview/ask.ts';
import { formatNumber } from '../../interview/format.ts';
import type { Question } from '../../interview/question.ts';
import { quizStrings as strings } from '../../strings/en/quiz.ts';
import type { AnkiNote } from '../../reader/anki.ts';
import { renderInline } from '../quiz/inline.ts';

/** An item of a list: what is said, and why. */
type Line = readonly string[];

/**
 * A question as a note for Anki. Numbers are those that everybody sees first: a note can't draw.
 * Formulas stay in TeX, which Anki renders itself.
 */
export function ankiNote(id: string, question: Question): AnkiNote {
  const asked = ask(question, seedOf(id, 0));
  const front = [paragraph(asked.prompt), list(frontLines(asked))].join('');
  const back = [...backParts(asked), paragraph(`${strings.tests}: ${asked.tests}`)].join('');
  return { id, front, back, tags: [asked.topic, asked.level] };
}

/** What is shown beside the prompt. */
function frontLines(asked: Asked): readonly Line[] {
  switch (asked.kind) {
    case 'one':
    case 'several':
    case 'flaw':
      return asked.choices.map(({ text }) => [text]);
    case 'order':
      return asked.items.map(({ text }) => [text]);
    case 'match':
      return asked.pairs.map(({ left }) => [`${left} → ?`]);
    case 'shape':
      return asked.blanks.map(({ name }) => [`${name}: ?`]);
    default:
      return [];
  }
}

function backParts(asked: Asked): readonly string[] {
  switch (asked.kind) {
    case 'one':
    case 'several':
      return [markedChoices(asked.choices, strings.rightMark, strings.wrongMark)];
    case 'flaw':
      return [
        markedChoices(asked.choices, strings.flawMark, strings.soundMark),
        paragraph(`${strings.repair}: ${asked.repair}`),
      ];
    case 'number':
      return [
        paragraph(`${formatNumber(asked.answer)} ${asked.unit ?? ''}`.trim()),
        list(asked.working.map((line) => [line])),
        paragraph(asked.why),
      ];
    case 'order': {
      const placed = asked.items.toSorted((a, b) => a.place - b.place);
      return [list(placed.map(({ text, why }, i) => [`${i + 1}. ${text}`, why]))];
    }
    case 'match':
      return [list(asked.pairs.map(({ left, right, why }) => [`${left} → ${right}`, why]))];
    case 'shape':
      return [list(asked.blanks.map(({ name, shape, why }) => [`${name}: ${shape}`, why]))];
    case 'free':
      return [paragraph(asked.model), list(asked.points.map(({ text, why }) => [text, why]))];
  }
}

function markedChoices(
  choices: readonly { readonly text: string; readonly right: boolean; readonly why: string }[],
  right: string,
  wrong: string,
): string {
  return list(
    choices.map((choice) => [`${choice.right ? right : wrong}: ${choice.text}`, choice.why]),
  );
}

function paragraph(text: string): string {
  return `<p>${render(text)}</p>`;
}

function list(lines: readonly Line[]): string {
  const items = lines.map((line) => `<li>${line.map(render).join('<br>')}</li>`);
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

function render(text: string): string {
  return renderInline(text, ankiFormula);
}

/** Anki's own mark for a formula. The roles of the course's formulas are colors, which it lacks. */
function ankiFormula(tex: string): string {
  const plain = tex.replaceAll(/\\role\{\w+\}/g, '');
  return `\\(${plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\\)`;
}
