import { describe, expect } from 'vitest';
import { finds, mock, templates, webSocketRoute } from '../findings.js';

describe('template-syntax', () => {
  finds([
    [
      'templates that do not parse or cannot render',
      templates('#if($a)', '#foreach'),
      [
        expect.stringMatching(
          /^error template-syntax GET \/pets\/{petId} requestTemplates\["application\/json"\]: Cannot parse mapping template: /,
        ) as string,
        expect.stringMatching(
          /^error template-syntax .*responseTemplates.*: Cannot render mapping template: /,
        ) as string,
      ],
    ],
    [
      'templates of a WebSocket API that do not parse',
      webSocketRoute({
        integration: {
          ...mock,
          requestTemplates: { $default: '#if($a)' },
          responses: [{ integrationResponseKey: '/2../', responseTemplates: { $default: '#end' } }],
        },
      }),
      [
        expect.stringMatching(/^error template-syntax send requestTemplates\["\$default"\]: /) as string,
        expect.stringMatching(
          /^error template-syntax send integration response \/2..\/ responseTemplates\["\$default"\]: /,
        ) as string,
      ],
    ],
  ]);
});
