/** The buttons that take something home: a link, or a picture. */
export const pictureStrings = {
  link: 'Copy link to this state',
  svg: 'Save as SVG',
  png: 'Save as PNG',
  failed: (why: unknown) => `That did not work: ${String(why)}`,
};
