import { LIMITS } from './limits.ts';
import { LEVELS, ORIGINS } from './protocol.ts';
import type { Level, Numbers, Origin, Reply, Series, Shown } from './protocol.ts';

/**
 * Reads one message of the worker.
 *
 * The worker ran reader code, so its words are checked as those of a stranger: an unknown or
 * oversized message is undefined.
 */
export function parseReply(message: unknown): Reply | undefined {
  if (!isRecord(message)) return undefined;
  switch (message['kind']) {
    case 'ready':
    case 'cut':
      return { kind: message['kind'] };
    case 'console':
      return parseConsole(message);
    case 'show':
    case 'value':
      return parseValue(message['kind'], message);
    case 'plot':
      return parsePlot(message);
    case 'error':
      return parseError(message);
    case 'done':
      return parseDone(message);
    default:
      return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LIMITS.outputCharacters;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}

function parseConsole({ level, text }: Fields): Reply | undefined {
  return isLevel(level) && isText(text) ? { kind: 'console', level, text } : undefined;
}

function parseValue(kind: 'show' | 'value', { title, value }: Fields): Reply | undefined {
  const shown = parseShown(value);
  if (!shown) return undefined;
  if (kind === 'value') return { kind, value: shown };
  return isText(title) ? { kind, title, value: shown } : undefined;
}

function parsePlot({ title, xLabel, yLabel, series }: Fields): Reply | undefined {
  if (!isText(title) || !isText(xLabel) || !isText(yLabel) || !Array.isArray(series)) {
    return undefined;
  }
  const curves = series.slice(0, LIMITS.plotSeries).map(parseSeries);
  if (!curves.every((curve) => curve !== undefined)) return undefined;
  return { kind: 'plot', title, xLabel, yLabel, series: curves };
}

function parseSeries(value: unknown): Series | undefined {
  if (!isRecord(value)) return undefined;
  const { name, x, y } = value;
  if (!isText(name) || !isNumbers(x) || !isNumbers(y) || x.length !== y.length) return undefined;
  return { name, x, y };
}

function parseError({ origin, name, message, stack }: Fields): Reply | undefined {
  if (!isOrigin(origin) || !isText(name) || !isText(message) || !isText(stack)) return undefined;
  return { kind: 'error', origin, name, message, stack };
}

function isOrigin(value: unknown): value is Origin {
  return ORIGINS.some((origin) => origin === value);
}

function parseDone({ milliseconds, tensors, bytes, peakBytes }: Fields): Reply | undefined {
  if (!isCount(milliseconds) || !isCount(tensors)) return undefined;
  if (!isCount(bytes) || !isCount(peakBytes)) return undefined;
  return { kind: 'done', milliseconds, tensors, bytes, peakBytes };
}

function parseShown(value: unknown): Shown | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, text, dtype, shape, data } = value;
  if (kind === 'text') return isText(text) ? { kind, text } : undefined;
  if (kind !== 'tensor' || !isText(dtype) || !isShape(shape) || !isNumbers(data)) return undefined;
  return { kind, dtype, shape, data };
}

function isShape(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length <= 6 && value.every(isCount);
}

function isNumbers(value: unknown): value is Numbers {
  const known =
    value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;
  return known && value.length <= LIMITS.shownNumbers;
}
