/** The order of the course: parts, and the lessons of each. */
export const sidebar = [
  { label: 'Start', items: ['start/how-this-course-works'] },
  { label: 'Attention', items: ['attention/scaled-dot-product-attention'] },
  { label: 'Transformer', items: ['transformer/encoder-layer'] },
  { label: 'Reference', items: ['reference/notation', 'reference/models', 'reference/sources'] },
];
