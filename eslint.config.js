import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';

const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  // An event handler may be async: the framework catches what it rejects with.
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/no-unused-vars': ['error', { args: 'after-used', argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-for-in-array': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};
const plain = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-debugger': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-constant-binary-expression': 'error',
  'no-unsafe-finally': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
};
/** A procedure is told the time, so that it lives the same life when it is replayed. */
const clocks = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Workflows are told the time; only workflows/case/live.ts asks for it.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Workflows are told the time; only workflows/case/live.ts asks for it.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Workflows leave nothing to chance.' },
];

export default defineConfig(
  { ignores: ['**/node_modules/**', 'web/dist/**', 'web/dist-*/**', '.schoolward*/**', 'test-results/**', 'playwright-report/**', 'bench/results.json'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,mjs,ts,vue}'], plugins: { '@typescript-eslint': tseslint.plugin }, rules: plain },
  {
    files: ['**/*.ts'],
    ignores: ['web/**', 'tests/web/**'],
    languageOptions: { parser: tseslint.parser, parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  {
    files: ['web/**/*.ts', 'tests/web/**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { project: ['./web/tsconfig.json'], tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
    rules: typed,
  },
  { files: ['workflows/**/*.ts'], ignores: ['workflows/case/live.ts'], rules: { 'no-restricted-syntax': ['error', ...clocks] } },
  {
    files: ['web/**/*.vue'],
    extends: [vue.configs['flat/recommended'], accessibility.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser, project: ['./web/tsconfig.json'], tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
    rules: {
      ...typed,
      // Layout is left to the writer: a template's one line reads better than ten.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always', normal: 'always', component: 'always' } }],
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/define-macros-order': 'off',
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterLink', 'RouterView'] }],
      'vue/no-unused-properties': ['error', { groups: ['props'] }],
      'vuejs-accessibility/label-has-for': 'off',
      // The names of the kit's fields come from the `KField` around them, which this rule cannot see.
      'vuejs-accessibility/form-control-has-label': 'off',
    },
  },
  {
    // Words stand in tables of one row a subject, and what is sent to the store in templates; the folders not named here still hold longer lines.
    files: ['stack/**/*.ts', 'tools/**/*.ts', 'api/{admin,demo,tasks}/**/*.ts', 'web/src/{shell,kit,lib,inbox,cases,people,supervision,amendment}/**/*.ts'],
    ignores: ['web/src/*/words.ts', 'web/src/*/fields.ts', 'web/src/*/gallery-*.ts'],
    rules: { 'max-len': ['error', { code: 240, ignoreTemplateLiterals: true, ignoreUrls: true }] },
  },
  { files: ['web/src/gallery/**'], rules: { 'vue/multi-word-component-names': 'off' } },
);
