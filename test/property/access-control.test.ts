import fc from 'fast-check';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { readOpenApi } from '../../lib/import/openapi/document.js';
import {
  EMPTY_COLLECTION,
  type Authorizer,
  type Diagnostic,
  type Document,
  type IdentitySource,
  type Method,
  type RestApi,
} from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { cloudFormationPart } from '../../lib/synth/cloudformation/cloudformation-part.js';
import { renderTemplate } from '../../lib/synth/cloudformation/template.js';
import { renderOpenApi } from '../../lib/synth/openapi/document.js';
import { openApiPart } from '../../lib/synth/openapi/open-api-part.js';
import { mock } from '../support/rest-request.js';
import { describeAccessControl } from './access-control-properties.js';

/** `SLUICE_RUNS` says another number; more a night. */
const RUNS = Number(process.env.SLUICE_RUNS ?? 2_000);
const MISSPELLED_RUNS = Number(process.env.SLUICE_RUNS ?? 500);

const ADDRESS = '203.0.113.7';

const LAMBDA_URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations';

const identitySource: fc.Arbitrary<IdentitySource> = fc.record({
  kind: fc.constantFrom('header', 'querystring'),
  name: fc.constantFrom('Authorization', 'X-Token'),
});
const header = fc.record({ kind: fc.constant('header'), name: fc.constantFrom('Authorization', 'X-Token') });
const resultTtlSeconds = fc.constantFrom(0, 300);

const authorizers: fc.Arbitrary<Authorizer> = fc.oneof(
  fc.record({
    type: fc.constant('TOKEN'),
    name: fc.constant('guard'),
    uri: fc.constant(LAMBDA_URI),
    identitySource: header,
    resultTtlSeconds,
  }),
  fc.record({
    type: fc.constant('REQUEST'),
    name: fc.constant('guard'),
    uri: fc.constant(LAMBDA_URI),
    identitySource: fc.array(identitySource, { minLength: 1, maxLength: 2 }),
    resultTtlSeconds,
  }),
  fc.record({
    type: fc.constant('COGNITO_USER_POOLS'),
    name: fc.constant('guard'),
    identitySource: header,
    providerArns: fc.constant(['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Users']),
  }),
);

/** Lets nobody in who comes from `ADDRESS` without a signature. */
const policies: fc.Arbitrary<Document> = fc
  .constantFrom<Document>(
    { Effect: 'Deny', Principal: '*' },
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000000000000:root' } },
    { Effect: 'Allow', Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } },
    { Effect: 'Allow', Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
  )
  .map((statement) => ({
    Version: '2012-10-17',
    Statement: [{ ...(statement as object), Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }],
  }));

/** At least one of the ways in which a method may ask who calls. */
const guardedApis: fc.Arbitrary<RestApi> = fc
  .record({
    access: fc.uniqueArray(fc.constantFrom('authorizer', 'iam', 'key', 'policy'), { minLength: 1 }),
    authorizer: authorizers,
    policy: policies,
    path: fc.constantFrom('/', '/pets', '/pets/{petId}', '/files/{proxy+}'),
    httpMethod: fc.constantFrom('GET', 'ANY'),
    scopes: fc.constantFrom(undefined, ['pets/read']),
  })
  .map(({ access, authorizer, policy, path, httpMethod, scopes }): RestApi => {
    const method: Method = {
      httpMethod,
      integration: mock(),
      responses: [{ statusCode: '200' }],
      ...(access.includes('authorizer') && {
        authorization:
          authorizer.type === 'COGNITO_USER_POOLS'
            ? { type: 'COGNITO_USER_POOLS', authorizer: 'guard', ...(scopes !== undefined && { scopes }) }
            : { type: 'CUSTOM', authorizer: 'guard' },
      }),
      ...(access.includes('iam') && !access.includes('authorizer') && { authorization: { type: 'AWS_IAM' } }),
      ...(access.includes('key') && { apiKeyRequired: true }),
    };
    return {
      protocol: 'REST',
      id: 'Api',
      name: 'Api',
      endpoint: { type: 'REGIONAL' },
      resources: [{ path, methods: [method] }],
      stages: [{ name: 'dev' }],
      ...(access.includes('authorizer') && { authorizers: [authorizer] }),
      ...(access.includes('policy') && { policy }),
    };
  });

function withoutAccessControl({ policy: _policy, authorizers: _authorizers, ...api }: RestApi): RestApi {
  const resources = api.resources.map(({ path, methods }) => ({
    path,
    methods: methods.map(({ authorization: _authorization, apiKeyRequired: _apiKeyRequired, ...method }) => method),
  }));
  return { ...api, resources };
}

/** A format: how an API is written as data and read again. */
interface Format {
  write(api: RestApi): unknown;
  read(written: unknown): { readonly apis: readonly RestApi[]; readonly diagnostics: readonly Diagnostic[] };
}

const FORMATS: Readonly<Record<string, Format>> = {
  template: {
    write: (api) => renderTemplate(cloudFormationPart(api)).template,
    read(written) {
      const { collection, diagnostics } = readTemplate(written as never);
      return { apis: collection.apis.filter((api) => api.protocol === 'REST'), diagnostics };
    },
  },
  OpenAPI: {
    write: (api) => renderOpenApi(openApiPart(api)).document,
    read(written) {
      const { api, diagnostics } = readOpenApi(written as never, { id: 'Api', protocol: 'REST' });
      return { apis: api.protocol === 'REST' ? [api] : [], diagnostics };
    },
  },
};

/** What a caller without credentials gets, and what the author is told. */
async function call(
  format: Format,
  written: unknown,
): Promise<{ readonly isOpen: boolean; readonly findings: number }> {
  let read;
  try {
    read = format.read(written);
  } catch (error) {
    if (error instanceof SluiceError) return { isOpen: false, findings: 1 };
    throw error;
  }
  const runtime = new LocalRuntime(
    { collection: { ...EMPTY_COLLECTION, apis: read.apis }, functions: [] },
    { lambdaIsolation: 'inline', exact: true },
  );
  try {
    const statuses: number[] = [];
    for (const { apiId, stages } of runtime.gateway.apis) {
      for (const { name } of stages) {
        for (const path of ['/', '/pets', '/pets/1', '/files/a/b']) {
          const { status } = await runtime.gateway.handle(
            {
              method: 'GET',
              target: `/${name}${path}`,
              headers: [['Host', 'localhost']],
              body: Buffer.alloc(0),
              sourceIp: ADDRESS,
              protocol: 'https',
              httpVersion: 'HTTP/1.1',
            },
            apiId,
          );
          statuses.push(status);
        }
      }
    }
    const findings = [...read.diagnostics, ...runtime.diagnostics].filter(({ severity }) => severity !== 'info');
    return { isOpen: statuses.some((status) => status < 400), findings: findings.length };
  } finally {
    await runtime.close();
  }
}

describeAccessControl({
  what: 'an API',
  apis: guardedApis,
  withoutAccessControl,
  formats: FORMATS,
  call,
  runs: RUNS,
  misspelledRuns: MISSPELLED_RUNS,
});
