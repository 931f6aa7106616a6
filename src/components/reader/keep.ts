import type { Told } from '../../reader/event.ts';
import type { Keeping } from '../../reader/log.ts';
import { lastResults, type Result } from '../../reader/results.ts';
import { readerLog } from '../../reader/browser/own-log.ts';
import { readerStrings as strings } from '../../strings/en/reader.ts';
import { exportAll } from './download.ts';
import stylesheet from './keeping.css?url';

/** Writes down what the reader did, and says so if the browser does not keep it. */
export async function keep(told: Told): Promise<void> {
  const log = await readerLog();
  await log.append(told);
  sayKeeping(log.keeping);
}

/** How each question was last answered. */
export async function results(): Promise<ReadonlyMap<string, Result>> {
  const log = await readerLog();
  return lastResults(log.events);
}

/** A line at the lower edge, while something is not kept, with a way to take it along. */
function sayKeeping(keeping: Keeping): void {
  const line = document.querySelector('.reader-keeping') ?? addLine();
  const text = strings.keeping(keeping);
  line.replaceChildren(...(text === '' ? [] : [text, exportButton()]));
}

function addLine(): HTMLElement {
  const line = document.createElement('p');
  line.className = 'reader-keeping';
  line.role = 'status';
  document.querySelector('main')?.append(line);
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = stylesheet;
  document.head.append(style);
  return line;
}

function exportButton(): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = strings.export;
  button.onclick = () => void exportAll();
  return button;
}
