import { describe, expect } from 'vitest';
import { finds, mock, templates, webSocketRoute } from '../findings.js';

describe('template-path', () => {
  finds([
    [
      'paths that do not parse',
      templates("$input.path('$.a.b') $input.json($a)", "$input.json('$.a[')"),
      [expect.stringMatching(/^error template-path .*: Cannot parse JSONPath "\$\.a\[": /) as string],
    ],
    [
      'a path in a template of a WebSocket API that does not parse',
      webSocketRoute({ integration: { ...mock, requestTemplates: { $default: "$input.json('$.a[')" } } }),
      [expect.stringMatching(/^error template-path send .*: Cannot parse JSONPath "\$\.a\[": /) as string],
    ],
  ]);
});
