import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import type { Library, Setting } from './model/page.ts';
import { serveLibrary } from './support/library.ts';
import { expect, test as base } from './support/test.ts';

/** The library in a page, on every backend. WebGL by software, so that it is the same everywhere. */

const test = base.extend<object, { address: string }>({
  address: [
    // Playwright wants a pattern, also where nothing is needed of it.
    async ({ browserName: _ }, use) => {
      const { address, close } = await serveLibrary();
      await use(address);
      await close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ address }, use) => use(address),
});

test.use({
  launchOptions: {
    executablePath: findBrowser(),
    args: [...browserArgs, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  },
});

// One after the other, in one worker: the page is built once.
test.describe.configure({ mode: 'default', timeout: 600_000 });

// tfjs hands tensors of less than 128 numbers to cpu: here the shaders are to be tested. With
// `WEBGL_USE_SHAPES_UNIFORMS` fewer would have to be compiled, but then gradients of convolutions came
// out wrong after other cases had run, and right alone (tfjs 4.22): shaders are mixed up. It is off, as
// tfjs has it.
const shaders = { WEBGL_CPU_FORWARD: false };

/**
 * `bits` is what tfjs says of the backend's floats. On WebGL it says 16 wherever textures hold
 * float32, so nothing may depend on it. Tolerances: `tests/unit/model/tolerance.ts`.
 */
const settings: Readonly<Record<string, Setting & { readonly bits: number }>> = {
  cpu: { backend: 'cpu', bits: 32 },
  wasm: { backend: 'wasm', bits: 32 },
  'wasm with fast kernels': { backend: 'wasm', fastKernels: true, bits: 32 },
  webgl: { backend: 'webgl', flags: shaders, bits: 16 },
  // As on many phones, where nobody trains. What has to hold there are masks, shares and norms.
  'webgl with float16 textures': {
    backend: 'webgl',
    flags: { ...shaders, WEBGL_FORCE_F16_TEXTURES: true },
    forwardOnly: true,
    only: '[Aa]ttention|Softmax|[Nn]orm|Layer|Block',
    bits: 16,
  },
};

for (const [name, { bits, ...setting }] of Object.entries(settings)) {
  test(`the library on ${name}`, async ({ page, address }) => {
    await page.goto(address);
    await page.waitForFunction('globalThis.library');
    const library = await page.evaluateHandle<Library>('globalThis.library');
    expect(await library.evaluate((page, setting) => page.start(setting), setting)).toBe(bits);
    const cases = await library.evaluate((page, setting) => page.compare(setting), setting);
    expect.soft(cases.problems).toEqual([]);
    expect(cases.checked).toBeGreaterThan(400);
    const { share, where } = cases.closest;
    const text = `${where} used ${(100 * share).toFixed()} % of its tolerance`;
    test.info().annotations.push({ type: 'closest', description: text });
    if (setting.forwardOnly) return;
    const oracles = await library.evaluate((page) => page.oracles());
    expect.soft(oracles.problems).toEqual([]);
    expect(oracles.checked).toBeGreaterThan(100);
  });
}
