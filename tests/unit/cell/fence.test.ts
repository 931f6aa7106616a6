import { mdxToJs } from 'satteri';
import { describe, expect, test } from 'vitest';
import { readFence } from '../../../src/components/cell/fence.ts';
import { liveCells } from '../../../src/components/cell/plugin.ts';

describe('a fenced block', () => {
  test('is a cell if it says so', () => {
    expect(readFence('ts', 'live title="What it does!"')).toEqual({
      label: 'What it does!',
      name: 'what-it-does',
    });
    for (const meta of [null, undefined, '', 'title="live"', 'lively']) {
      expect(readFence('ts', meta)).toBeUndefined();
    }
  });

  test('that is half a cell is told to its writer', () => {
    expect(() => readFence('ts', 'live')).toThrow('got no title');
    expect(() => readFence('python', 'live title="a"')).toThrow('got `python`');
  });
});

const docs = new URL('file:///content/docs/');
const plugin = liveCells({ docs, read: (lesson) => new Map([['A', `of ${lesson}`]]) });

function compile(text: string, file = 'part/lesson.mdx'): string {
  const { code } = mdxToJs(text, { mdastPlugins: [plugin], fileURL: new URL(file, docs) });
  return code;
}

describe('the plugin', () => {
  const cell = (title: string, code: string) => `\`\`\`ts live title="${title}"\n${code}\n\`\`\``;

  test('makes cells in order, with what is recorded, and puts the tools behind the last', () => {
    const text = [cell('A', 'const a = `{"<b>"}`;'), 'between', cell('B', 'b'), 'after'].join(
      '\n\n',
    );
    const code = compile(text);
    const order = ['LiveCell, {', 'between', 'LiveCell, {', 'LessonTools, {', 'after'];
    let at = code.indexOf('function _createMdxContent');
    for (const part of order) {
      at = code.indexOf(part, at + 1);
      expect(at, part).toBeGreaterThan(0);
    }
    expect(code).toContain(String.raw`code: "const a = ` + '`{\\"<b>\\"}`;"');
    expect(code).toContain('id: "part/lesson/a"');
    expect(code).toContain('output: "of part/lesson"');
    expect(code).toContain('name: "lesson"');
    expect(code.match(/import LiveCell/g)).toHaveLength(1);
  });

  test('leaves a page without cells alone, and counts each page for itself', () => {
    expect(compile('```ts\na\n```')).not.toContain('LiveCell');
    for (let page = 0; page < 2; page += 1) expect(compile(cell('A', 'a'))).toContain('index: 0');
  });
});
