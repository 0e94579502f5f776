import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'dist-bench/**',
      'node_modules/**',
      'test/consumers/**',
      'test/fixtures/**',
      'test/conformance/cases/**',
      '**/*.cjs',
      'cdk.out/**',
      'examples/**/cdk.out/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs', '*.config.mts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers print the same everywhere; asking for String() around each would hide the sentence.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Lazy loading of packages is `require` (Jest refuses import(), see lib/support/load-package.ts).
      '@typescript-eslint/no-require-imports': 'off',
      // Functions that satisfy an asynchronous interface need no await of their own.
      '@typescript-eslint/require-await': 'off',
      // The one way to see what the CDK keeps to subclasses (lib/constructs/definition/resolved-resource.ts).
      '@typescript-eslint/dot-notation': [
        'error',
        { allowProtectedClassPropertyAccess: true, allowPrivateClassPropertyAccess: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // node:test-style describe/test callbacks and fire-and-forget are written out with `void`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Does not end on the recursive union that Java's values are (typescript-eslint 8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
);
