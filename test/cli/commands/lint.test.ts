import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sarifLog } from '../../../lib/cli/lint/sarif.js';
import { diagnostic } from '../../../lib/model/index.js';
import { runCommand, startCommand, type FinishedCommand } from '../../support/command-line.js';

const DOCUMENT = `openapi: 3.0.1
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses: { '200': { description: All pets } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: https://example.com/pets
        timeoutInMillis: 10
        requestTemplates: { application/json: "$input.json('$.a[-1]')" }
`;

const TEMPLATE = `Resources:
  Pets:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: Pets }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Pets
      ResourceId: !GetAtt Pets.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: HTTP
        IntegrationHttpMethod: GET
        Uri: https://example.com/pets
        TimeoutInMillis: 10
        IntegrationResponses: [{ StatusCode: '200' }]
`;

const folder = mkdtempSync(join(tmpdir(), 'sluice-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

function temporaryFolder(): string {
  return mkdtempSync(join(folder, 'case-'));
}

type Written = Readonly<Record<string, string>>;

async function lint(files: Written, ...options: readonly string[]): Promise<FinishedCommand> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const [first = ''] = Object.keys(files);
  return runCommand(['lint', first, ...options], { cwd });
}

describe('sluice lint', () => {
  test('prints findings by file with their places, lines, fixes and pages', async () => {
    const { code, stdout } = await lint({ 'openapi.yaml': DOCUMENT });
    expect(stdout).toBe(
      [
        'openapi.yaml',
        '  11:9  error quota-exceeded  GET /pets  integration timeout',
        '    Cannot wait 10 ms for an integration: API Gateway takes 50 ms and more',
        '    11 |         timeoutInMillis: 10',
        '       |         ^',
        '    Fix: Reduce it, or have AWS raise the quota and say so in quotas (docs/rules/quota-exceeded.md)',
        '',
        'Found 1 error, 0 warnings, 1 note',
        '--severity info prints all of them',
        'docs/rules has a page about each',
        '',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });

  test('shows the line of a mapping template, below that of the definition', async () => {
    const { stdout } = await lint({ 'openapi.yaml': DOCUMENT }, '--severity', 'info', '--rule', 'jsonpath-release');
    expect(stdout).toContain(
      [
        '  12:29  info jsonpath-release  GET /pets  requestTemplates["application/json"]:1:14',
        `    JSONPath "$.a[-1]" uses a negative index, which releases of the JSONPath library evaluate differently`,
        "    1 | $input.json('$.a[-1]')",
        '      |              ^',
      ].join('\n'),
    );
  });

  test.each<[what: string, options: readonly string[], code: number]>([
    ['an error', [], 1],
    ['an error, asked for errors', ['--severity', 'error'], 1],
    ['a note of the rule', ['--rule', 'jsonpath-release'], 0],
    ['a note of the rule, asked for notes', ['--rule', 'jsonpath-release', '--severity', 'info'], 1],
    ['nothing of the rule', ['--rule', 'path-invalid', '--severity', 'info'], 0],
  ])('ends with the exit code of %s', async (_what, options, code) => {
    expect((await lint({ 'openapi.yaml': DOCUMENT }, ...options)).code).toBe(code);
  });

  test('suggests the rule that a slip means', async () => {
    const { code, stderr } = await lint({ 'openapi.yaml': DOCUMENT }, '--rule', 'qota-exceeded');
    expect(stderr).toContain('Did you mean "quota-exceeded"?');
    expect(code).toBe(2);
  });

  test('takes one of --json and --sarif', async () => {
    expect((await lint({ 'openapi.yaml': DOCUMENT }, '--json', '--sarif')).code).toBe(2);
  });

  test('--json has all findings, whatever the severity that fails', async () => {
    const { code, stdout } = await lint({ 'template.yaml': TEMPLATE }, '--json', '--severity', 'error');
    const { findings } = JSON.parse(stdout) as { findings: readonly Record<string, unknown>[] };
    expect(findings.map((finding) => finding.code)).toEqual(['response-undeclared', 'quota-exceeded']);
    expect(findings[1]).toMatchObject({
      severity: 'error',
      place: { element: 'GET /', property: 'integration timeout' },
      location: { line: 16, column: 9 },
      fix: 'Reduce it, or have AWS raise the quota and say so in quotas',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
      page: 'docs/rules/quota-exceeded.md',
    });
    expect(code).toBe(1);
  });

  test('warns of functions in a document at the first of them', async () => {
    const text = DOCUMENT.replace('https://example.com/pets', '!Sub https://${Domain}/pets');
    const { stdout } = await lint({ 'openapi.yaml': text }, '--rule', 'intrinsic-unresolved');
    expect(stdout).toContain('10:9  warning intrinsic-unresolved');
    expect(stdout).toContain('imports a document with Fn::Sub as it is written');
  });

  test('quotes no line that holds a secret', async () => {
    const stage =
      '  Stage:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      RestApiId: !Ref Pets\n      StageName: prod\n' +
      '      Variables: { password: correct-horse-battery }\n';
    for (const options of [[], ['--json'], ['--sarif']]) {
      const { stdout } = await lint({ 'template.yaml': TEMPLATE + stage }, ...options);
      expect(stdout).toContain('stage-variable-secret');
      expect(stdout).not.toContain('correct-horse');
    }
  });

  test('names the API of a finding where a source has several', async () => {
    const other = TEMPLATE.replace('Resources:\n', '').replace(/Pets/g, 'Orders').replace('  Get:', '  GetOrders:');
    const { stdout } = await lint({ 'template.yaml': TEMPLATE + other }, '--rule', 'quota-exceeded');
    expect(
      stdout
        .split('\n')
        .filter((line) => /^\S|error/.test(line))
        .slice(0, 4),
    ).toEqual([
      'template.yaml  Pets',
      '  16:9  error quota-exceeded  GET /  integration timeout',
      'template.yaml  Orders',
      '  32:9  error quota-exceeded  GET /  integration timeout',
    ]);
  });
});

describe('sluice lint --sarif', () => {
  test('writes a log of version 2.1.0 with rules, places and suppressions', async () => {
    const suppressed = DOCUMENT.replace(
      '    get:\n',
      '    get:\n      x-sluice-suppress: [{ rule: quota-exceeded, reason: A test of timeouts }]\n',
    );
    const { stdout } = await lint({ 'api docs/openapi.yaml': suppressed }, '--sarif');
    const { version, runs } = JSON.parse(stdout) as { version: string; runs: readonly Run[] };
    expect(version).toBe('2.1.0');
    expect(runs).toHaveLength(1);
    const [{ tool, results } = { tool: { driver: { rules: [] } }, results: [] }] = runs;
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['jsonpath-release', 'quota-exceeded']);
    expect(results).toMatchObject([
      { ruleId: 'jsonpath-release', ruleIndex: 0, level: 'note' },
      {
        ...{ ruleId: 'quota-exceeded', ruleIndex: 1, level: 'error' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'api%20docs/openapi.yaml' },
              region: { startLine: 12, startColumn: 9 },
            },
            logicalLocations: [{ fullyQualifiedName: 'GET /pets  integration timeout' }],
          },
        ],
        suppressions: [{ kind: 'inSource', justification: 'A test of timeouts' }],
      },
    ]);
  });

  test('has a file and a line for every result: of a file outside of the folder an absolute URI', () => {
    const location = { line: 3, column: 5, excerpt: '' };
    const finding = diagnostic('policy-missing', {}, 'A private API has no resource policy');
    const checked = { finding, fix: undefined, source: undefined };
    const findings = [
      checked,
      ...['/app/..hidden/api.yaml', '/other folder/api.yaml'].map((path) => ({
        ...checked,
        location: { ...location, path },
      })),
    ];
    const place = { folder: '/app', file: '/app/api.yaml' };
    expect(sarifLog({ findings, suppressed: [] }, place)).toMatchObject({
      runs: [
        {
          results: [
            ['api.yaml', 1, 1],
            ['..hidden/api.yaml', 3, 5],
            ['file:///other%20folder/api.yaml', 3, 5],
          ].map(([uri, startLine, startColumn]) => ({
            locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn } } }],
          })),
        },
      ],
    });
  });
});

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly object[];
}

describe('suppression in a definition', () => {
  const SUPPRESS = '[{ rule: quota-exceeded, reason: A test of timeouts }]';

  test.each<[where: string, file: string, text: string]>([
    ['of the document', 'openapi.yaml', `${DOCUMENT}x-sluice-suppress: ${SUPPRESS}\n`],
    ['of a path', 'openapi.yaml', DOCUMENT.replace('  /pets:\n', `  /pets:\n    x-sluice-suppress: ${SUPPRESS}\n`)],
    [
      'of an integration',
      'openapi.yaml',
      DOCUMENT.replace('type: http_proxy', `x-sluice-suppress: ${SUPPRESS}\n        type: http_proxy`),
    ],
    ['of the template', 'template.yaml', `Metadata: { sluice: { suppress: ${SUPPRESS} } }\n${TEMPLATE}`],
    ['of a resource', 'template.yaml', `${TEMPLATE}    Metadata: { sluice: { suppress: ${SUPPRESS} } }\n`],
  ])('%s takes findings out, and counts them', async (_where, file, text) => {
    const { stdout } = await lint({ [file]: text }, '--rule', 'quota-exceeded', '--rule', 'suppression-unused');
    expect(stdout).toContain('Found 0 errors, 0 warnings, 0 notes, 1 suppressed');
  });

  test('counts where the definition is written and served too', async () => {
    const said = async (text: string): Promise<readonly [synth: string, serve: string]> => {
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, 'openapi.yaml'), text);
      const written = await runCommand(['synth', 'openapi.yaml'], { cwd });
      const served = startCommand(['serve', 'openapi.yaml', '--port', '0'], { cwd });
      await served.firstLine;
      served.interrupt();
      return [written.stderr, (await served.done).stderr];
    };
    for (const text of await said(DOCUMENT)) expect(text).toContain('quota-exceeded');
    const suppressed = await said(`${DOCUMENT}x-sluice-suppress: ${SUPPRESS}\n`);
    for (const text of suppressed) expect(text).not.toContain('quota-exceeded');
  });

  test('of another resource or another rule takes none out, and is reported', async () => {
    const text = TEMPLATE.replace(
      '{ Name: Pets }',
      `{ Name: Pets }\n    Metadata: { sluice: { suppress: ${SUPPRESS} } }`,
    );
    const other = `Metadata: { sluice: { suppress: [{ rule: path-invalid, reason: None }] } }\n${text}`;
    const { stdout } = await lint({ 'template.yaml': other }, '--severity', 'info');
    expect(stdout).toContain('error quota-exceeded');
    expect(stdout.match(/info suppression-unused.*/g)).toEqual([
      'info suppression-unused  Metadata.sluice.suppress[0]',
      'info suppression-unused  Resources.Pets.Metadata.sluice.suppress[0]',
    ]);
  });

  test.each<[what: string, suppression: string, message: string]>([
    ['no reason', '[{ rule: quota-exceeded }]', 'The suppression of quota-exceeded has no reason, which is required'],
    ['an empty reason', "[{ rule: quota-exceeded, reason: ' ' }]", 'has no reason'],
    ['no rule', '[{ reason: Because }]', 'A suppression names a rule: { rule, reason }'],
    ['no list', 'quota-exceeded', 'Expected a list of { rule, reason }'],
    ['an unknown rule', '[{ rule: qota-exceeded, reason: Because }]', 'Did you mean "quota-exceeded"?'],
  ])('with %s has no effect, and is reported', async (_what, suppression, message) => {
    const { stdout } = await lint({ 'openapi.yaml': `${DOCUMENT}x-sluice-suppress: ${suppression}\n` });
    expect(stdout).toContain('error quota-exceeded');
    expect(stdout).toContain('warning suppression-invalid');
    expect(stdout).toContain(message);
  });

  test('holds for synth and inspect too', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'plain.yaml'), DOCUMENT);
    writeFileSync(join(cwd, 'openapi.yaml'), `${DOCUMENT}x-sluice-suppress: ${SUPPRESS}\n`);
    expect((await runCommand(['synth', 'plain.yaml'], { cwd })).stderr).toContain('quota-exceeded');
    expect((await runCommand(['synth', 'openapi.yaml'], { cwd })).stderr).toBe('');
    expect((await runCommand(['inspect', 'openapi.yaml'], { cwd })).stderr).not.toContain('quota-exceeded');
  });
});
