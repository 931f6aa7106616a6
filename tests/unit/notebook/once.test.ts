import { expect, test, vi } from 'vitest';
import { once } from '../../../src/notebook/once.ts';

test('what has loaded is not loaded again, what failed is', async () => {
  const load = vi.fn(() => Promise.resolve('there')).mockRejectedValueOnce(new Error('offline'));
  const get = once(load);
  await expect(get()).rejects.toThrow('offline');
  expect(await Promise.all([get(), get()])).toEqual(['there', 'there']);
  expect(load).toHaveBeenCalledTimes(2);
});
