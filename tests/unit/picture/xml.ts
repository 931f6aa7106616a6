import sax from 'sax';

/** An element of an SVG: its name, its attributes, and its text with that of what is in it. */
export interface Found {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Every element of an XML text, in its order. @throws Error where the text is not well-formed */
export function parseXml(xml: string): readonly Found[] {
  const parser = sax.parser(true);
  const all: Found[] = [];
  const open: Found[] = [];
  parser.onopentag = ({ name, attributes }) => {
    const found = { name, attributes: attributes as Record<string, string>, text: '' };
    all.push(found);
    open.push(found);
  };
  parser.ontext = (text) => open.forEach((one) => (one.text += text));
  parser.onclosetag = () => open.pop();
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
  return all;
}

/** The texts of an SVG, line by line. */
export function textsOf(xml: string): readonly string[] {
  return parseXml(xml)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);
}
