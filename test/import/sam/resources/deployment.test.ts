import { describe, expect, test } from 'vitest';

import { apiEvent, expand, lambdaFunction, restApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

/** The logical id of the only deployment. */
function deployment(resources: JsonMap): string {
  const expanded = expand(resources);
  const [id = '', ...others] = expanded.ids('AWS::ApiGateway::Deployment');
  expect(others).toEqual([]);
  expect(expanded.get(id).Properties.Description).toMatch(new RegExp(`^RestApi deployment id: ${id.slice(-10)}`));
  const stage = expanded.get(expanded.ids('AWS::ApiGateway::Stage')[0] ?? '');
  expect(stage.Properties.DeploymentId).toEqual({ Ref: id });
  return id;
}

const body = (paths: JsonMap, more: JsonMap = {}): JsonMap => ({
  Api: restApi({ DefinitionBody: { swagger: '2.0', paths }, ...more }),
});

describe('the logical id of a deployment', () => {
  const id = deployment(body({ '/a': { get: {} }, '/b': { get: {} } }));

  test('is that of the API and ten digits', () => {
    expect(id).toMatch(/^ApiDeployment[0-9a-f]{10}$/);
  });

  test.each<[what: string, resources: JsonMap]>([
    ['the same definition', body({ '/a': { get: {} }, '/b': { get: {} } })],
    ['the same definition in another order', body({ '/b': { get: {} }, '/a': { get: {} } })],
    ['a setting of the stage', body({ '/a': { get: {} }, '/b': { get: {} } }, { TracingEnabled: true })],
    ['AlwaysDeploy', body({ '/a': { get: {} }, '/b': { get: {} } }, { AlwaysDeploy: true })],
  ])('stays with %s', (_, resources) => {
    expect(deployment(resources)).toBe(id);
  });

  test.each<[what: string, resources: JsonMap]>([
    ['another path', body({ '/a': { get: {} }, '/c': { get: {} } })],
    ['a property that adds to the definition', body({ '/a': { get: {} }, '/b': { get: {} } }, { Cors: "'*'" })],
    ['a definition in S3', { Api: restApi({ DefinitionUri: 's3://bucket/key?versionId=3' }) }],
  ])('changes with %s', (_, resources) => {
    expect(deployment(resources)).not.toBe(id);
  });

  test('changes with the events of an implicit API', () => {
    const withEvents = (...paths: string[]): string =>
      deployment({ Fn: lambdaFunction(Object.fromEntries(paths.map((path, index) => [`E${index}`, apiEvent(path)]))) });
    expect(withEvents('/a')).not.toBe(withEvents('/a', '/b'));
  });
});
