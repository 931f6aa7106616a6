import { test as base, expect, type BrowserContext } from '@playwright/test';

interface Fixtures {
  /** What went wrong so far, in words. A test that ends with something in it fails. */
  problems: string[];
}

/**
 * Playwright's `test`, failing on every error in the console, every violation of the content
 * security policy and every request to somebody else's server.
 */
export const test = base.extend<Fixtures>({
  problems: [
    async ({ context, baseURL }, use) => {
      const problems: string[] = [];
      await watch(context, new URL(baseURL ?? '').origin, problems);
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Writes down what goes wrong in any page of a context. */
export async function watch(
  context: BrowserContext,
  origin: string,
  problems: string[],
): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  context.on('weberror', (event) => problems.push(`uncaught: ${event.error().message}`));
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (/^https?:$/.test(protocol) && asked !== origin) problems.push(`asked ${request.url()}`);
  });
  // Chromium writes violations to the console too, but not each of them.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`);
    });
  });
}
