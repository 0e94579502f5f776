import { describe, expect } from 'vitest';
import { finds, templates } from '../findings.js';

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
  ]);
});
