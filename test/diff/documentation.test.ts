import { expect, test } from 'vitest';
import { CHANGE_KINDS, type ChangeDescription } from '../../lib/diff/change.js';
import { ACCOUNT_CHANGES } from '../../lib/diff/kinds/account.js';
import { API_CHANGES } from '../../lib/diff/kinds/api.js';
import { INTEGRATION_CHANGES } from '../../lib/diff/kinds/integration.js';
import { ROUTE_CHANGES } from '../../lib/diff/kinds/route.js';
import { SHARED_PART_CHANGES } from '../../lib/diff/kinds/shared-parts.js';
import { STAGE_CHANGES } from '../../lib/diff/kinds/stage.js';
import { expectRecorded } from '../support/golden.js';

const TABLES: readonly (readonly [title: string, kinds: Readonly<Record<string, ChangeDescription>>])[] = [
  ['APIs', API_CHANGES],
  ['Models, validators, authorizers, gateway responses, CORS', SHARED_PART_CHANGES],
  ['Routes', ROUTE_CHANGES],
  ['Integrations', INTEGRATION_CHANGES],
  ['Stages', STAGE_CHANGES],
  ['Usage plans, keys, domain names, VPC links', ACCOUNT_CHANGES],
];

const INTRODUCTION = `# What changed, and whom it breaks

\`sluice diff <before> <after>\` compares two definitions in API terms, whatever they are written in: documents, templates,
assemblies, CDK apps. Each difference is reported once, with its place and its values before and after.

\`\`\`sh
sluice diff main.yaml pets.yaml                       # for people
sluice diff main.yaml pets.yaml --markdown            # for a pull request
sluice diff main/cdk.out cdk.out --fail-on breaking   # exit code 1 when clients break
\`\`\`

- **breaking**: a request that was served before is refused now, or reaches nothing, whatever the backend does.
- **compatible**: every request that was served before is served as before.
- **unknown**: the definition does not say it. It depends on the backend, on a policy, or on values that only deployment
  knows.

A change that *needs a deployment* takes effect with a new deployment of its API; the others act at once
([updating an API](https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html)). Stages of HTTP APIs
with automatic deployment deploy by themselves.

APIs are matched by id (construct path or logical id), else by name, else as the only ones left of their protocol. Defaults
are filled in before the comparison, so that writing a default out is no change. Values that only deployment knows are
compared as they are written.

Schemas are compared keyword by keyword, so far as that is certain: a new \`required\` name, a type, an \`enum\` value or a
closed property that is gone, or a tighter limit makes a model narrower. A property that is new in, or gone from, a schema
that allows additional properties is \`unknown\`, and so are \`not\`, \`oneOf\` and keywords that draft 4 does not have.
Whether a model is enforced is the validator's to say; a narrower one is \`breaking\` in either case, as a contract.

This page is made of the code; \`RECORD=1 npx vitest run test/diff/documentation.test.ts\` writes it.
`;

test('docs/diff.md lists every kind of change, with its classification, reason and source', () => {
  const sections = TABLES.flatMap(([title, kinds]) => [
    `## ${title}`,
    '',
    '| kind | what changed | clients | deployment | because |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(kinds).map(
      ([kind, { means, breaking, deployment, because, source }]) =>
        `| \`${kind}\` | ${means} | ${breaking} | ${DEPLOYMENT[deployment]} | ${because} ([AWS](${source})) |`,
    ),
    '',
  ]);
  expect(TABLES.flatMap(([, kinds]) => Object.keys(kinds)).sort()).toEqual(Object.keys(CHANGE_KINDS).sort());
  expectRecorded('docs/diff.md', [INTRODUCTION, ...sections].join('\n'));
});

const DEPLOYMENT = { needed: 'needed', 'not needed': 'not needed', place: 'needed in a definition' } as const;
