import { expect, test } from 'vitest';
import type { Chain, End } from '../../../src/notebook/chain.ts';
import { Session, type Step } from '../../../src/notebook/session.ts';

const SPENT = { kind: 'done', milliseconds: 1, tensors: 0, bytes: 0, peakBytes: 0 } as const;

/**
 * Sandboxes that run nothing and write down what they would have run: `1 2:b` is the cell 2 with the
 * code b in the first sandbox. Code that says `throw` fails, `hang` is ended, `needs a` fails
 * without a cell above that says just `a`.
 */
function start() {
  const log: string[] = [];
  let open = 0;
  const session = new Session(() =>
    Promise.resolve({
      reads: (code: string) => code !== 'syntax',
      open: (steps: readonly Step[]): Chain => {
        if (steps.some(({ code }) => code === 'syntax')) throw new Error('syntax');
        open += 1;
        const id = open;
        const chain = {
          ran: 0,
          alive: true,
          next: (): Promise<End> => {
            const step = steps[chain.ran];
            if (!step) throw new Error('no step is left');
            chain.ran += 1;
            log.push(`${String(id)} ${String(step.cell)}:${step.code}`);
            const lacks = step.code === 'needs a' && !steps.some(({ code }) => code === 'a');
            const failed = lacks || step.code === 'throw';
            const hangs = step.code === 'hang';
            if (failed || hangs || chain.ran === steps.length) chain.alive = false;
            return Promise.resolve(
              hangs ? { kind: 'ended', verdict: 'timeout' } : { ...SPENT, failed },
            );
          },
          stop: () => {
            chain.alive = false;
            log.push(`${String(id)} stop`);
          },
        };
        return chain;
      },
    }),
  );
  const run = (cell: number, code: string, below: readonly Step[] = []) =>
    session.run({ cell, code }, below, () => undefined);
  return { session, run, log };
}

const [A, B, C] = [
  { cell: 0, code: 'a' },
  { cell: 1, code: 'b' },
  { cell: 2, code: 'c' },
];

test('cells that are run downwards share one sandbox', async () => {
  const { run, log } = start();
  await run(0, 'a', [B, C]);
  await run(1, 'b', [C]);
  await run(2, 'c');
  expect(log).toEqual(['1 0:a', '1 1:b', '1 2:c']);
});

test('a cell that runs again runs after those above it, not after itself or those below', async () => {
  const { run, log } = start();
  await run(0, 'a', [B, C]);
  await run(1, 'b', [C]);
  await run(2, 'c');
  await run(1, 'b2', [C]);
  expect(log.slice(3)).toEqual(['1 stop', '2 0:a', '2 1:b2']);
  await run(2, 'c');
  expect(log.slice(6)).toEqual(['2 2:c']);
});

test('a cell above counts with the code that it ran with', async () => {
  const { run, log, session } = start();
  await run(0, 'a', [B]);
  await run(0, 'a2', [B]);
  expect(session.above(1)).toEqual([{ cell: 0, code: 'a2' }]);
  await run(1, 'b');
  expect(log.slice(1)).toEqual(['1 stop', '2 0:a2', '2 1:b']);
});

test('what was not run is not seen', async () => {
  const { run, log } = start();
  await run(0, 'a', [B, C]);
  await run(2, 'c');
  expect(log).toEqual(['1 0:a', '1 stop', '2 0:a', '2 2:c']);
});

test.each(['throw', 'hang', 'syntax'])(
  'a cell that fails by %s has defined nothing',
  async (code) => {
    const { run, log, session } = start();
    await run(0, 'a', [B, C]);
    await run(1, 'b', [C]);
    await run(1, code, [C]).catch(() => undefined);
    expect(session.above(2)).toEqual([A]);
    log.length = 0;
    await run(2, 'c');
    expect(log.filter((line) => !line.endsWith('stop')).at(-2)).toMatch(/0:a$/);
  },
);

test('a cell above that fails when it runs again is named, and the cell does not run', async () => {
  const { run, log, session } = start();
  await run(0, 'a', [B]);
  await run(1, 'needs a', [C]);
  await run(0, 'a2', [B]);
  log.length = 0;
  expect(await run(2, 'c')).toEqual({ kind: 'above', cell: 1 });
  expect(log).not.toContain('3 2:c');
  expect(session.above(9)).toEqual([{ cell: 0, code: 'a2' }]);
});

test('a cell below that cannot be read is left out of the sandbox', async () => {
  const { run, log } = start();
  await run(0, 'a', [{ cell: 1, code: 'syntax' }, C]);
  await run(2, 'c');
  expect(log).toEqual(['1 0:a', '1 stop', '2 0:a', '2 2:c']);
});

test('a prepared sandbox is taken if the code is still the same', async () => {
  const { run, session, log } = start();
  await run(0, 'a', [B]);
  await session.prepare({ cell: 0, code: 'a2' }, [B]);
  await session.prepare({ cell: 0, code: 'a2' }, [B]);
  await run(0, 'a2', [B]);
  expect(log).toEqual(['1 0:a', '1 stop', '2 0:a2']);
  await session.prepare({ cell: 0, code: 'a3' }, [B]);
  await run(0, 'a4', [B]);
  expect(log.slice(3)).toEqual(['2 stop', '4 0:a4']);
});

test('restart forgets every run', async () => {
  const { run, session, log } = start();
  await run(0, 'a', [B]);
  session.restart();
  expect(session.above(1)).toEqual([]);
  await run(1, 'b');
  expect(log).toEqual(['1 0:a', '1 stop', '2 1:b']);
});
