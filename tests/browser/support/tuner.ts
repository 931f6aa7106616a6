import type { Locator, Page } from '@playwright/test';
import { open } from './pages.ts';
import { expect } from './test.ts';

/** The fine-tuning lab on its page, with the engine that a reader has. */
export interface OpenTuner {
  readonly region: Locator;
  readonly button: (name: string | RegExp) => Locator;
  /** Goes to the settings of a link, as if it was typed in the address. */
  readonly follow: (fragment: string) => Promise<void>;
  /** Waits until no run is on its way. */
  readonly rest: () => Promise<void>;
  /** Trains with what is set, and waits for the end. */
  readonly train: () => Promise<void>;
  /** The address, once it holds the settings. */
  readonly link: () => Promise<string>;
  /** What is set, by the id of its field. A number that does not fit counts as the one that is used instead. */
  readonly settings: () => Promise<Readonly<Record<string, string>>>;
  /** What the newest run came to: cells of its row, then its accuracies. Its number is left out. */
  readonly newest: () => Promise<readonly string[]>;
  /** Tensors in the worker: tfjs keeps its one engine as a global. */
  readonly tensors: () => Promise<number>;
}

const TUNER = 'labs/fine-tuning/';
/** How long a short run may take on a busy machine, in milliseconds. */
const PATIENCE = 30_000;
/** Longer than the address waits for the reader to rest. */
const WRITTEN = 450;

export async function openTuner(page: Page, fragment = ''): Promise<OpenTuner> {
  await open(page, TUNER + fragment);
  return tunerIn(page);
}

export function tunerIn(page: Page): OpenTuner {
  const region = page.locator('[data-widget=tuner]');
  const button = (name: string | RegExp) => region.getByRole('button', { name, exact: true });
  const rest = () => expect(region).toHaveAttribute('aria-busy', 'false', { timeout: PATIENCE });
  return {
    region,
    button,
    rest,
    follow: async (fragment) => {
      await page.goto(`./${TUNER}${fragment}`);
    },
    train: async () => {
      await button('Train').press('Enter');
      await expect(region).toHaveAttribute('aria-busy', 'true');
      await rest();
    },
    link: async () => {
      await page.waitForTimeout(WRITTEN);
      return page.url();
    },
    settings: () => region.evaluate(readSettings),
    newest: () => region.evaluate(readNewest),
    tensors: async () => {
      const [worker] = page.workers();
      if (!worker) throw new Error('nothing was trained yet');
      return worker.evaluate<number>('self._tfengine.memory().numTensors');
    },
  };
}

function readSettings(region: Element): Record<string, string> {
  const names = ['task', 'count', 'mode', 'rank', 'rate', 'steps', 'seed'];
  const found = names.flatMap((name) => {
    const field = region.querySelector<HTMLInputElement>(`#tuner-${name}`);
    if (!field) return [];
    const used = region
      .querySelector(`#tuner-${name}-problem`)
      ?.textContent.match(/Until then (\S+) is/)?.[1]
      ?.replaceAll(',', '');
    return [[name, used ?? field.value] as const];
  });
  return Object.fromEntries(found);
}

function readNewest(region: Element): string[] {
  const [runs, ...points] = region.querySelectorAll('details table');
  const row = runs?.querySelector('tbody tr:last-child');
  const cells = [...(row?.children ?? []), ...(points.at(-1)?.querySelectorAll('td') ?? [])];
  return cells.map((cell) => cell.textContent.replace(/^Run \d+: /, ''));
}
