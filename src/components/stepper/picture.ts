import { stepperPictureStrings } from '../../strings/en/stepper-picture.ts';
import { formulaMarkup, formulaWidth } from '../math/line.ts';
import { below, beside } from '../picture/arrange.ts';
import type { Ink } from '../picture/ink.ts';
import { drawLegend, drawMatrix } from '../picture/matrix.ts';
import { sheetOf } from '../picture/sheet.ts';
import type { Part } from '../picture/sheet.ts';
import { element, escapeXml, textAt } from '../picture/svg.ts';
import { DOT, widthOf, wrap } from '../picture/words.ts';
import type { Card } from './card.ts';
import type { ToldStep } from './instrument.ts';
import { editsSaid, settingsSaid } from './said.ts';
import type { Drawn, Scene, View } from './scene.ts';

const [GAP, SMALL] = [12, 11];
/** A picture that is wider than this, and wider than high, has its result at the end. */
const WIDEST = 1100;
const FLATTEST = 1.6;
const SERIF = "'KaTeX_Math', 'Times New Roman', serif";

/** The step as an SVG file: its formula, what it reads and gives in numbers, and its settings. */
export function pictureOf(view: View, scene: Scene, title: string, ink: Ink): string {
  const { step } = view;
  const { inputs, result } = scene;
  const drawn = inputs.map((input) => drawCard(input, ink));
  const flow = drawFlow(withOperators(drawn, step, ink), drawCard(result, ink), step, ink);
  return sheetOf([drawHead(step, result, ink), flow], captions(view, scene, title), ink);
}

function captions(
  { instrument, shown, step, head }: View,
  { result, where }: Scene,
  title: string,
): readonly string[] {
  const { job, steps } = shown;
  const { step: stepSaid, headOf, framed } = stepperPictureStrings;
  const place = stepSaid(title, steps.indexOf(step) + 1, steps.length, step.words.title);
  const hasHeads = step.shape.includes('H');
  return [
    hasHeads ? place + DOT + headOf(head + 1, job.heads) : place,
    settingsSaid(instrument, job),
    editsSaid(job),
    framed(result.title, where),
    step.sentence(shown, head),
  ].filter((text) => text !== undefined);
}

/** The step's symbol and title, and its formula. */
function drawHead(step: ToldStep, { symbol, shape, role }: Card, ink: Ink): Part {
  const letters = `[${step.shape.join(', ')}] = [${shape.join(', ')}]`;
  const fill = role ? ink.roles[role] : ink.text;
  const name = below(
    [
      {
        width:
          symbolWidth(symbol, 28) +
          widthOf(`  ${step.words.title}`, 18) +
          widthOf(letters, 13) +
          24,
        height: 34,
        marks: element(
          'text',
          { x: 0, y: 26 },
          symbolMarkup(symbol, 28, fill),
          span(`  ${step.words.title}`, { 'font-size': 18, 'font-weight': 700, fill: ink.text }),
          span(`   ${letters}`, { 'font-size': 13, fill: ink.quiet }),
        ),
      },
      drawFormula(step.formula, ink),
    ],
    4,
  );
  return name;
}

function drawFormula(tex: string, { text, roles }: Ink): Part {
  const size = 18;
  const style = { x: 0, y: 20, 'font-size': size, 'font-family': SERIF, fill: text };
  return {
    width: formulaWidth(tex, size),
    height: 30,
    marks: element('text', style, formulaMarkup(tex, size, roles)),
  };
}

/** A matrix under its name, over the legend of its colors. */
function drawCard(drawn: Drawn, ink: Ink): Part {
  const { slice, scale, role, symbol, title, shape, headName } = drawn;
  const named = `  ${title}${headName ? ` · ${headName}` : ''}`;
  const size = `  [${shape.join(', ')}]`;
  const caption: Part = {
    width: symbolWidth(symbol, 20) + widthOf(named + size, 12),
    height: 26,
    marks: element(
      'text',
      { x: 0, y: 18, 'font-size': 12, fill: ink.quiet },
      symbolMarkup(symbol, 20, role ? ink.roles[role] : ink.text),
      span(named + size, {}),
    ),
  };
  return below([caption, drawMatrix(drawn, ink), drawLegend(slice.extent, scale, ink)], 4);
}

/** What a step reads, with the signs that stand between. */
function withOperators(inputs: readonly Part[], { words }: ToldStep, ink: Ink): readonly Part[] {
  return inputs.flatMap((input, at) => {
    const sign = at > 0 ? words.operators[at - 1] : undefined;
    if (sign === undefined) return [input];
    const style = { 'font-size': sign.length > 1 ? SMALL : 18, fill: ink.quiet };
    return [{ width: 120, height: 18, marks: textAt(80, 14, sign, style) }, input];
  });
}

/** From what a step reads, through what it does, to what it gives. */
function drawFlow(inputs: readonly Part[], result: Part, { words }: ToldStep, ink: Ink): Part {
  const left = below(inputs, GAP);
  const width = left.width + result.width;
  const across = width <= WIDEST || width <= FLATTEST * Math.max(left.height, result.height);
  const verb = drawVerb(words.verb, across, ink);
  if (!across) return below([left, verb, result], GAP);
  return beside(inputs.length === 0 ? [verb, result] : [left, verb, result], GAP);
}

/** What a step does, in a word or two, over an arrow to the result. */
function drawVerb(verb: string, across: boolean, { quiet, line }: Ink): Part {
  const lines = across ? wrap(verb, 84, SMALL) : [verb];
  const style = { 'font-size': SMALL, fill: quiet };
  const arrow = { fill: 'none', stroke: line, 'stroke-width': 2 };
  if (!across) {
    const path = element('path', { ...arrow, d: 'M88 2V26M82 19L88 27L94 19' });
    return {
      width: 104 + widthOf(verb, SMALL),
      height: 30,
      marks: path + textAt(104, 19, verb, style),
    };
  }
  const above = lines.map((text, i) =>
    textAt(44, 12 + 14 * i, text, { ...style, 'text-anchor': 'middle' }),
  );
  const y = 14 * lines.length + 12;
  const d = `M20 ${y}H65M58 ${y - 6}L66 ${y}L58 ${y + 6}`;
  return { width: 88, height: y + 8, marks: above.join('') + element('path', { ...arrow, d }) };
}

function symbolMarkup({ base, sub }: Card['symbol'], size: number, fill: string): string {
  const style = { 'font-family': SERIF, 'font-style': 'italic', fill };
  const drop = size * 0.2;
  const below = sub ? span(sub, { ...style, 'font-size': size * 0.62, dy: drop }) : '';
  // What follows has to rise again.
  const back = sub ? span('\u200b', { dy: -drop }) : '';
  return span(base, { ...style, 'font-size': size }) + below + back;
}

function symbolWidth({ base, sub }: Card['symbol'], size: number): number {
  return widthOf(base, size) + widthOf(sub, size * 0.62);
}

function span(text: string, style: Readonly<Record<string, string | number>>): string {
  return element('tspan', style, escapeXml(text));
}
