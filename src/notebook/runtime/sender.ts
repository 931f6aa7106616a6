import { LIMITS } from '../limits.ts';
import type { Reply, Shown } from '../protocol.ts';

export type Send = (reply: Reply) => void;

/**
 * Sends replies over the page's port, within the limits on output.
 *
 * The port's method is bound now: reader code that replaces `postMessage` on the prototype later
 * never sees the port.
 */
export function createSender(port: Pick<MessagePort, 'postMessage'>): Send {
  const post = port.postMessage.bind(port);
  const admit = createGate();
  let cut = false;
  return (reply) => {
    const short = shorten(reply);
    if (admit(short)) return post(short);
    if (!cut) post({ kind: 'cut' });
    cut = true;
  };
}

/** Counts what goes out. The start, the end and some errors always may: they matter most. */
function createGate(): (reply: Reply) => boolean {
  let outputs = 0;
  let characters = 0;
  let numbers = 0;
  let errors = 0;
  return (reply) => {
    if (reply.kind === 'ready' || reply.kind === 'done') return true;
    if (reply.kind === 'error') return ++errors <= LIMITS.errors;
    outputs += 1;
    const [text, data] = sizeOf(reply);
    characters += text;
    numbers += data;
    return (
      outputs <= LIMITS.outputs &&
      characters <= LIMITS.totalCharacters &&
      numbers <= LIMITS.totalNumbers
    );
  };
}

/** Characters and numbers of an output. */
function sizeOf(reply: Reply): readonly [number, number] {
  if (reply.kind === 'console') return [reply.text.length, 0];
  if (reply.kind === 'plot') return [0, reply.series.reduce((sum, { y }) => sum + 2 * y.length, 0)];
  if (reply.kind !== 'show' && reply.kind !== 'value') return [0, 0];
  const { value } = reply;
  return value.kind === 'text' ? [value.text.length, 0] : [0, value.data.length];
}

function shorten(reply: Reply): Reply {
  switch (reply.kind) {
    case 'console':
      return { ...reply, text: clip(reply.text) };
    case 'show':
      return { ...reply, title: clip(reply.title), value: clipShown(reply.value) };
    case 'value':
      return { ...reply, value: clipShown(reply.value) };
    case 'plot':
      return { ...reply, title: clip(reply.title) };
    case 'error': {
      const { name, message, stack } = reply;
      return { ...reply, name: clip(name), message: clip(message), stack: clip(stack) };
    }
    default:
      return reply;
  }
}

function clipShown(shown: Shown): Shown {
  return shown.kind === 'text' ? { kind: 'text', text: clip(shown.text) } : shown;
}

function clip(text: string): string {
  const most = LIMITS.outputCharacters;
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
