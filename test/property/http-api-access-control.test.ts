import fc from 'fast-check';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { readOpenApi } from '../../lib/import/openapi/document.js';
import {
  EMPTY_COLLECTION,
  type Diagnostic,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type IdentitySource,
  type LambdaFunction,
} from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { renderTemplate } from '../../lib/synth/cloudformation/template.js';
import { renderOpenApi } from '../../lib/synth/openapi/document.js';
import { openApiPart } from '../../lib/synth/openapi/open-api-part.js';
import { echoRoute, functionArn } from '../support/http-api.js';
import { describeAccessControl } from './access-control-properties.js';

/** `SLUICE_RUNS` says another number; more a night. */
const RUNS = Number(process.env.SLUICE_RUNS ?? 500);

const ISSUER = 'https://login.example.com';

const source: fc.Arbitrary<IdentitySource> = fc.record({
  kind: fc.constantFrom('header', 'querystring'),
  name: fc.constantFrom('Authorization', 'X-Token'),
});

const authorizers: fc.Arbitrary<HttpApiAuthorizer> = fc.oneof(
  fc.record({
    type: fc.constant('JWT'),
    name: fc.constant('guard'),
    issuer: fc.constant(ISSUER),
    audience: fc.constantFrom(['web'], ['web', 'app']),
    identitySource: fc.tuple(source),
  }),
  fc.record({
    type: fc.constant('REQUEST'),
    name: fc.constant('guard'),
    uri: fc.constant(
      `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn('guard')}/invocations`,
    ),
    payloadFormatVersion: fc.constant('2.0'),
    enableSimpleResponses: fc.boolean(),
    identitySource: fc.array(source, { maxLength: 2 }),
    resultTtlSeconds: fc.constantFrom(0, 300),
  }),
);

/** One of the ways in which a route may ask who calls. */
const guardedApis: fc.Arbitrary<HttpApi> = fc
  .record({
    access: fc.constantFrom('authorizer', 'authorizer', 'iam'),
    authorizer: authorizers,
    routeKey: fc.constantFrom('GET /', 'GET /pets', 'ANY /pets/{petId}', 'GET /files/{proxy+}', '$default'),
    scopes: fc.constantFrom(undefined, ['pets/read']),
  })
  .map(({ access, authorizer, routeKey, scopes }): HttpApi => {
    const jwt: HttpApiAuthorization = { type: 'JWT', authorizer: 'guard', ...(scopes !== undefined && { scopes }) };
    const guarded: HttpApiAuthorization = authorizer.type === 'JWT' ? jwt : { type: 'CUSTOM', authorizer: 'guard' };
    return {
      protocol: 'HTTP',
      id: 'Api',
      name: 'Api',
      authorizers: access === 'authorizer' ? [authorizer] : [],
      routes: [echoRoute(routeKey, { authorization: access === 'iam' ? { type: 'AWS_IAM' } : guarded })],
      stages: [{ name: '$default', autoDeploy: true }],
    };
  });

function withoutAccessControl({ routes, ...api }: HttpApi): HttpApi {
  return { ...api, authorizers: [], routes: routes.map(({ authorization: _authorization, ...route }) => route) };
}

/** `guard` lets nobody in, whatever it is asked. */
const FUNCTIONS: readonly LambdaFunction[] = Object.entries({
  echo: () => Promise.resolve({ statusCode: 200 }),
  guard: () => Promise.resolve({ isAuthorized: false, principalId: 'nobody', policyDocument: { Statement: [] } }),
}).map(([name, handler]) => ({
  ...{ name, handler: '', environment: {}, timeoutMs: 3_000, memoryMegabytes: 128 },
  code: { kind: 'function', handler },
}));

/** A format: how an API is written as data and read again. */
interface Format {
  write(api: HttpApi): unknown;
  read(written: unknown): { readonly apis: readonly HttpApi[]; readonly diagnostics: readonly Diagnostic[] };
}

function readHttpApisOfTemplate(written: unknown): ReturnType<Format['read']> {
  const { collection, diagnostics } = readTemplate(written as never);
  return { apis: collection.apis.filter((api) => api.protocol === 'HTTP'), diagnostics };
}

const FORMATS: Readonly<Record<string, Format>> = {
  'a template with a body': {
    write: (api) => renderTemplate(api).template,
    read: readHttpApisOfTemplate,
  },
  'a template of resources': {
    write: (api) => renderTemplate(api, { definition: 'resources' }).template,
    read: readHttpApisOfTemplate,
  },
  OpenAPI: {
    write: (api) => renderOpenApi(openApiPart(api)).document,
    read(written) {
      const { api, diagnostics } = readOpenApi(written as never, { id: 'Api', protocol: 'HTTP' });
      return { apis: api.protocol === 'HTTP' ? [api] : [], diagnostics };
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
    { collection: { ...EMPTY_COLLECTION, apis: read.apis }, functions: FUNCTIONS },
    { lambdaIsolation: 'inline', exact: true, issuers: { [ISSUER]: 'local' } },
  );
  try {
    const statuses: number[] = [];
    for (const { apiId } of runtime.gateway.apis) {
      for (const path of ['/', '/pets', '/pets/1', '/files/a/b']) {
        const { status } = await runtime.gateway.handle(
          {
            method: 'GET',
            target: path,
            headers: [['Host', 'localhost']],
            body: Buffer.alloc(0),
            sourceIp: '203.0.113.7',
            protocol: 'https',
            httpVersion: 'HTTP/1.1',
          },
          apiId,
        );
        statuses.push(status);
      }
    }
    const findings = [...read.diagnostics, ...runtime.diagnostics].filter(({ severity }) => severity !== 'info');
    return { isOpen: statuses.some((status) => status < 400), findings: findings.length };
  } finally {
    await runtime.close();
  }
}

describeAccessControl({
  what: 'an HTTP API',
  apis: guardedApis,
  withoutAccessControl,
  formats: FORMATS,
  call,
  runs: RUNS,
  misspelledRuns: RUNS,
});
