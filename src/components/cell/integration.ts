import type { AstroIntegration } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:cells'?: boolean;
  }
}

/** Makes `client:cells` known: see `directive.ts`. */
export function cellIslands(): AstroIntegration {
  return {
    name: 'cell-islands',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => {
        addClientDirective({ name: 'cells', entrypoint: './src/components/cell/directive.ts' });
      },
    },
  };
}
