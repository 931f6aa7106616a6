// What lights a symbol and its like is loaded when the reader first points at one.
const TIED = '.katex-html, [data-symbol], figure:has([data-symbol])';

let lighting: Promise<typeof import('./symbols.ts')> | undefined;

function follow({ target }: Event): void {
  if (!(target instanceof Element)) return;
  if (!lighting && !target.closest(TIED)) return;
  lighting ??= import('./symbols.ts');
  // Where it can't be loaded, a page only lacks the light.
  lighting.then(({ light }) => light(target)).catch(() => (lighting = undefined));
}

addEventListener('pointerover', follow);
addEventListener('focusin', follow);
