import { describe, expect } from 'vitest';
import { finds, templates } from '../findings.js';

describe('template-path', () => {
  finds([
    [
      'paths that do not parse',
      templates("$input.path('$.a.b') $input.json($a)", "$input.json('$.a[')"),
      [expect.stringMatching(/^error template-path .*: Cannot parse JSONPath "\$\.a\[": /) as string],
    ],
  ]);
});
