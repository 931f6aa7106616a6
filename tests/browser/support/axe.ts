import type { Page } from '@playwright/test';
import type { AxeResults, NodeResult, Result } from 'axe-core';
import axe from 'axe-core';
import { lowContrast } from './contrast.ts';

type Scheme = 'light' | 'dark';

/** Shows the page in a color scheme, as the reader's own choice would. */
export async function chooseScheme(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
  }, scheme);
}

/** Which of axe's rules to check: contrast takes most of its time, and layout has no say in it. */
export type Rules = 'all' | 'contrast' | 'all but contrast';

/**
 * What axe has against the page, a line each, and the text for which axe could not tell the
 * contrast and a look at the plain colors says that it is too low.
 */
export async function audit(page: Page, rules: Rules = 'all'): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(runAxe, rules);
  const unsure = incomplete.filter(({ id }) => id === 'color-contrast');
  const selectors = unsure.flatMap(({ nodes }) => nodes).flatMap(selectorOf);
  return [
    ...violations.flatMap(describeResult),
    ...(await page.evaluate(lowContrast, selectors)).map((text) => `contrast: ${text}`),
  ];
}

function runAxe(rules: Rules): Promise<AxeResults> {
  const { axe: injected } = window as unknown as { axe: typeof axe };
  const contrast = 'color-contrast';
  if (rules === 'contrast') return injected.run(document, { iframes: false, runOnly: [contrast] });
  const enabled = rules === 'all';
  return injected.run(document, { iframes: false, rules: { [contrast]: { enabled } } });
}

function describeResult({ id, nodes }: Result): string[] {
  return nodes.map((node) => `${id}: ${node.target.join(' ')}`);
}

/** Selectors inside a shadow root are lists, and left out. */
function selectorOf({ target }: NodeResult): string[] {
  return target.filter((part): part is string => typeof part === 'string');
}
