// Escape takes a definition away, wherever the pointer and the focus are, until they come back:
// WCAG 1.4.13. The definition itself is drawn by `course.css`.
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const term of document.querySelectorAll('a.term:is(:hover, :focus)')) {
    term.classList.add('dismissed');
    const back = () => {
      term.classList.remove('dismissed');
    };
    term.addEventListener('pointerleave', back, { once: true });
    term.addEventListener('blur', back, { once: true });
  }
});
