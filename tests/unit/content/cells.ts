import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { globSync, readFileSync } from 'node:fs';
import { mdxToMdast } from 'satteri';
import type { MdastNode } from 'satteri';
import { readFence, type Fence } from '../../../src/components/cell/fence.ts';
import * as model from '../../../src/model/index.ts';
import type { Told } from '../../../src/notebook/chain.ts';
import { compose } from '../../../src/notebook/program.ts';
import type { Reply } from '../../../src/notebook/protocol.ts';
import { createConsole } from '../../../src/notebook/runtime/console.ts';
import { describe } from '../../../src/notebook/runtime/describe.ts';
import { describePlot } from '../../../src/notebook/runtime/plot.ts';
import { textOf } from '../../../src/notebook/text.ts';
import { prepare } from '../../../src/notebook/typescript/prepare.ts';
import * as world from '../../../src/world/index.ts';

const DOCS = 'src/content/docs/';

/** A cell as its lesson writes it. */
export interface WrittenCell extends Fence {
  readonly code: string;
}

export interface Lesson {
  readonly lesson: string;
  readonly cells: readonly WrittenCell[];
}

/** Every lesson with its cells, read by the parser that builds the site. */
export function lessonsWithCells(): readonly Lesson[] {
  const paths = globSync(`${DOCS}**/*.mdx`).map((path) => path.replaceAll('\\', '/'));
  return paths
    .toSorted()
    .map((path) => ({ lesson: path.slice(DOCS.length, -'.mdx'.length), cells: cellsOf(path) }))
    .filter(({ cells }) => cells.length > 0);
}

function cellsOf(path: string): readonly WrittenCell[] {
  const text = readFileSync(path, 'utf8').replace(/^---\n.*?\n---\n/s, '');
  const tree = mdxToMdast(text, { features: { math: true } });
  return cellsIn(tree);
}

/** A cell may stand inside another element, in a claim for example. */
function cellsIn(node: MdastNode): readonly WrittenCell[] {
  if (node.type !== 'code') return 'children' in node ? node.children.flatMap(cellsIn) : [];
  const fence = readFence(node.lang, node.meta);
  return fence ? [{ ...fence, code: node.value }] : [];
}

type Body = () => Promise<readonly [value: unknown, next?: Body]>;

/**
 * Runs the cells of a lesson one after the other, as the sandbox does: the same preparation, the same
 * program, the same globals. Gives what each put out, as text.
 */
export async function runLesson(codes: readonly string[]): Promise<readonly string[]> {
  await tf.setBackend('cpu');
  let told: Told[] = [];
  const send = (reply: Reply): void => {
    if (reply.kind === 'console' || reply.kind === 'show' || reply.kind === 'plot')
      told.push(reply);
  };
  const globals = {
    tf,
    model,
    world,
    console: createConsole(tf, send),
    show: (value: unknown, title: unknown = '') =>
      send({ kind: 'show', title: String(title), value: describe(tf, value) }),
    plot: (
      ...[values, options]: Parameters<typeof describePlot> extends [unknown, ...infer Rest]
        ? Rest
        : never
    ) => send({ kind: 'plot', ...describePlot(tf, values, options) }),
  };
  const outputs: string[] = [];
  let next: Body | undefined = firstOf(codes, globals);
  while (next) {
    const [value, following]: Awaited<ReturnType<Body>> = await next();
    if (value !== undefined) told.push({ kind: 'value', value: describe(tf, value) });
    outputs.push(told.map(textOf).join('\n'));
    told = [];
    next = following;
  }
  return outputs;
}

function firstOf(codes: readonly string[], globals: Readonly<Record<string, unknown>>): Body {
  const { text } = compose('', codes.map(prepare));
  // The lessons' own code, from our own repository.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('__cell', ...Object.keys(globals), text) as (
    ...values: unknown[]
  ) => void;
  let first: Body | undefined;
  run((body: Body) => (first = body), ...Object.values(globals));
  if (!first) throw new Error('The program of the cells handed over nothing.');
  return first;
}
