import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { rooms } from './scripts/lint/rule.mjs';
import svelteConfig from './svelte.config.js';

// Names that exist in a page but not in every place where the pure rooms run.
const everywhere = new Set(Object.keys(globals['shared-node-browser']));
const pageOnly = [
  ...Object.keys(globals.browser).filter((name) => !everywhere.has(name)),
  'fetch',
  'process',
];

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.astro/',
      '.cache/',
      '.venv-oracle/',
      '.venv-video/',
      'test-results/',
      'playwright-report/',
    ],
  },

  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  astro.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // Numbers read well in a template.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Where a string is spread here, its code points are meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `_` says that a name is there for its place only.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    // These rules do not see the casts that JSDoc writes.
    files: ['**/*.mjs', '**/*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // `astro check` has the types of these; the linter would see `any` everywhere.
    files: ['**/*.astro', '**/*.astro/*'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },

  {
    files: ['src/**'],
    plugins: { rooms },
    rules: { 'rooms/one-way': 'error' },
  },
  {
    files: ['src/model/**', 'src/world/**', 'src/reader/**', 'src/interview/**'],
    ignores: ['src/reader/browser/**'],
    rules: { 'no-restricted-globals': ['error', ...pageOnly] },
  },
);
