import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Notice = (entries: readonly { readonly isIntersecting: boolean }[]) => void;

let notices: Notice[];

beforeEach(() => {
  notices = [];
  vi.resetModules();
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(notice: Notice) {
        notices.push(notice);
      }
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

/** An island of the page, and how often it came alive. */
async function island() {
  const { default: cells } = await import('../../../src/components/cell/directive.ts');
  const hydrate = vi.fn(() => Promise.resolve());
  const element = { children: [] } as unknown as HTMLElement;
  cells(() => Promise.resolve(hydrate), { name: 'cells', value: '' }, element);
  return hydrate;
}

test('one that is seen wakes all, each once', async () => {
  const [first, second] = [await island(), await island()];
  notices[0]?.([{ isIntersecting: false }]);
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  notices[1]?.([{ isIntersecting: true }]);
  notices[1]?.([{ isIntersecting: true }]);
  await vi.waitFor(() => {
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});

test('one that the page brings after another was seen wakes too, though it is never seen', async () => {
  await island();
  notices[0]?.([{ isIntersecting: true }]);
  const late = await island();
  await vi.waitFor(() => {
    expect(late).toHaveBeenCalledTimes(1);
  });
});
