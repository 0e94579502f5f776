import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpIntegration, MappingTemplate, MockIntegration, RestApi, SluiceError } from '../../../../lib/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function failure(action: () => unknown): SluiceError {
  try {
    action();
  } catch (error) {
    if (error instanceof SluiceError) return error;
  }
  throw new Error('no SluiceError');
}

describe('MappingTemplate', () => {
  test('is taken wherever an integration has templates', () => {
    const request = MappingTemplate.fromFile(file('request.vm', `{"id":"$input.params('id')"}`));
    const template = synthesize((stack) =>
      new RestApi(stack, 'Pets').post(
        '/pets',
        new HttpIntegration('https://example.com', {
          proxy: false,
          requestTemplates: { 'application/json': request, 'text/plain': 'written in place' },
          responses: [{ statusCode: 200, responseTemplates: { 'application/json': MappingTemplate.inline('{}') } }],
        }),
      ),
    );
    expect(operationOf(template, '/pets', 'post')['x-amazon-apigateway-integration']).toMatchObject({
      requestTemplates: { 'application/json': `{"id":"$input.params('id')"}`, 'text/plain': 'written in place' },
      responses: { default: { responseTemplates: { 'application/json': '{}' } } },
    });
  });

  test.each<[what: string, source: string, code: string]>([
    ['does not parse', '{\n#if($x == 1)\n}', 'template-syntax'],
    ['has a path that does not parse', "{\n$input.path('$.[')\n}", 'template-path'],
  ])('fromFile() names the file, the line and the construct path when the template %s', (_what, source, code) => {
    const path = file('broken.vm', source);
    expect(() =>
      synthesize((stack) =>
        new RestApi(stack, 'Pets').get(
          '/',
          new MockIntegration({ requestTemplates: { 'application/json': MappingTemplate.fromFile(path) } }),
        ),
      ),
    ).toThrow(
      new RegExp(
        String.raw`\[Stack/Pets\] GET /  requestTemplates\["application/json"\]  ${path}:\d+:\d+: Cannot parse .*\(${code}\)`,
      ),
    );
  });

  test('fromFile() refuses a file that is not there', () => {
    expect(failure(() => MappingTemplate.fromFile('nowhere.vm'))).toMatchObject({
      code: 'file-unreadable',
      message: 'Cannot read the mapping template "nowhere.vm": there is no such file',
    });
  });

  test('inline() reads tokens when the API is synthesized', () => {
    const template = synthesize((stack) => {
      const table = new CfnParameter(stack, 'Table').valueAsString;
      new RestApi(stack, 'Pets').get(
        '/',
        new MockIntegration({
          requestTemplates: { 'application/json': MappingTemplate.inline(`{"statusCode":200,"table":"${table}"}`) },
        }),
      );
    });
    expect(operationOf(template, '/', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      requestTemplates: { 'application/json': { 'Fn::Sub': '{"statusCode":200,"table":"${Table}"}' } },
    });
  });
});

describe('MappingTemplate.render()', () => {
  test.each<[source: string, event: Parameters<MappingTemplate['render']>[0], output: string]>([
    ["$input.path('$.id')", { body: { id: 7 } }, '7'],
    ['$input.body', { body: 'as it is' }, 'as it is'],
    ['$input.body', undefined, '{}'],
    [
      "$input.params('a')-$input.params('b')-$input.params().header.C",
      { params: { path: { a: '1' }, querystring: { b: '2' }, header: { C: '3' } } },
      '1-2-3',
    ],
    ['$context.identity.sourceIp', { context: { identity: { sourceIp: '192.0.2.1' } } }, '192.0.2.1'],
    ['$stageVariables.table', { stageVariables: { table: 'Orders' } }, 'Orders'],
  ])('%s with %j: %s', (source, event, output) => {
    expect(MappingTemplate.inline(source).render(event).output).toBe(output);
  });

  test('returns the overrides that the template sets', () => {
    const template = MappingTemplate.inline('#set($context.responseOverride.status = 404){}');
    expect(template.render()).toEqual({
      output: '{}',
      overrides: { request: { header: {}, querystring: {}, path: {} }, response: { header: {}, status: 404 } },
    });
  });

  test.each<[what: string, source: string, code: string, message: RegExp]>([
    ['does not parse', '\n#if(', 'template-syntax', /^template:2:\d+: Cannot parse mapping template: [^]*\n2 \| #if\(/],
    [
      'fails',
      "\n$input.path('$.').x",
      'template-render',
      /^template:2:\d+: Cannot render mapping template: [^]*\n2 \| /,
    ],
  ])('reports the place in a template that %s', (_what, source, code, message) => {
    const error = failure(() => MappingTemplate.inline(source).render());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test('names the file of a template that fails', () => {
    const path = file('fails.vm', '#if(');
    expect(failure(() => MappingTemplate.fromFile(path).render()).details.place).toMatch(`${path}:1:`);
  });

  test('refuses a template with tokens', () => {
    let error: SluiceError | undefined;
    synthesize((stack) => {
      const template = MappingTemplate.inline(stack.region);
      error = failure(() => template.render());
    });
    expect(error?.code).toBe('template-unresolved');
  });
});
