/** What came of copying a link. */
export const linkStrings = {
  copied: 'The link is in the clipboard.',
  copyFailed: 'The browser refused the clipboard. The address bar has the same link.',
};
