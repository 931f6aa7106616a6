// Paper is light. Starlight's print style sets its own colors so; heat maps, plots and highlighted code
// go by the theme, which is light while the page is printed.
const root = document.documentElement;
let theme: string | undefined;

function toPaper(): void {
  theme ??= root.dataset.theme;
  root.dataset.theme = 'light';
}

function fromPaper(): void {
  if (theme !== undefined) root.dataset.theme = theme;
  theme = undefined;
}

addEventListener('beforeprint', toPaper);
addEventListener('afterprint', fromPaper);
// Where a browser shows how a page would print, and does not print it.
matchMedia('print').addEventListener('change', ({ matches }) => {
  if (matches) toPaper();
  else fromPaper();
});
