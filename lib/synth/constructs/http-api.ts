import { diagnostic, type HttpApi, type HttpApiRoute } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { renderOpenApi } from '../openapi/document.js';
import { declareAuthorizer } from './authorizer.js';
import { overrideSection, writePatch } from './document-patch.js';
import { call, code, isPlain, objectOf, textOf, type Expression } from './expression.js';
import { writeHttpAuthorizer } from './http-authorizer.js';
import { writeHttpCors } from './http-cors.js';
import { withoutHttpDefaults } from './http-defaults.js';
import { Names, RESERVED_WORDS } from './names.js';
import { ABSENT_INTEGRATION, isWritableKey, writeRoute } from './route.js';
import { distinctStages, writeRouteStage } from './route-stage.js';
import { constant, statement } from './statement.js';
import { shareTags } from './tags.js';
import type { ValueWriter } from './value-writer.js';
import type { WrittenApi } from './written-api.js';

/** @param apart whether what the definition says beside the constructs stands in a file of its own */
export function writeHttpApi(source: HttpApi, writer: ValueWriter, apart: boolean): WrittenApi {
  const api = withoutHttpDefaults(source);
  const names = new Names(RESERVED_WORDS);
  const used = usedAuthorizers(api);
  const authorizers = new Map(
    api.authorizers
      .filter(({ name }) => used.has(name))
      .map((authorizer) => [
        authorizer.name,
        {
          constant: names.take(authorizer.name, 'authorizer'),
          authorizer,
          expression: writeHttpAuthorizer(authorizer, writer),
        },
      ]),
  );
  const cors = writeHttpCors(api.cors, writer);
  const made = constant('api', makeApi(api, cors, writer));
  const routes = api.routes.flatMap((route) =>
    isWritableKey(route.routeKey) ? [writeRoute(route, route.routeKey, { authorizers, writer })] : [],
  );
  const { stages, gaps } = distinctStages(api.stages);
  const declared: HttpApi = {
    ...declaredApi(api, cors !== undefined),
    authorizers: [...authorizers.values()].map(({ authorizer }) => authorizer),
    routes: routes.map(({ route }) => route),
  };
  const rendered = renderOpenApi(asIntegrated(api));
  const patch = writePatch(renderOpenApi(declared).document, rendered.document, writer);
  const isApart = apart && patch.expression !== undefined && isPlain(patch.expression);
  return {
    models: [],
    ...(isApart && { definition: patch.expression }),
    sections: [
      {
        statements: [...authorizers.values()].map(({ constant: name, expression }) =>
          declareAuthorizer(name, expression, 'HTTP', writer),
        ),
        comment: 'Who may call.',
      },
      { statements: [made, { kind: 'code', code: 'this.api = api;' }] },
      { statements: routes.map((route) => statement(route.statement)) },
      ...overrideSection(isApart ? code('definition') : patch.expression),
      ...stages.map((stage) => ({ statements: writeRouteStage(stage, 'HTTP', names, writer) })),
    ],
    diagnostics: [
      ...rendered.diagnostics.filter(({ severity }) => severity !== 'info'),
      ...(typeof api.ipAddressType === 'object'
        ? [diagnostic('not-representable', { property: 'ipAddressType' }, UNKNOWN_UNTIL_DEPLOYMENT)]
        : []),
      ...patch.gaps.map((place) =>
        diagnostic(
          'not-representable',
          { property: place },
          'A null member of the document has no place in the source code',
        ),
      ),
      ...routes.flatMap((route) => route.gaps),
      ...gaps,
    ],
  };
}

const UNKNOWN_UNTIL_DEPLOYMENT =
  'Only deployment knows the value; the source code leaves it out, and constructs require a known one';

function usedAuthorizers({ routes }: HttpApi): ReadonlySet<string> {
  return new Set(
    routes.flatMap(({ authorization }) =>
      authorization !== undefined && 'authorizer' in authorization ? [authorization.authorizer] : [],
    ),
  );
}

function makeApi(api: HttpApi, cors: Expression | undefined, writer: ValueWriter): Expression {
  const { description, version, disableExecuteApiEndpoint, ipAddressType } = api;
  const props = objectOf({
    apiName: writer.value(api.name),
    description: description === undefined ? undefined : writer.value(description),
    version: version === undefined ? undefined : writer.value(version),
    disableExecuteApiEndpoint: disableExecuteApiEndpoint === true ? code('true') : undefined,
    ipAddressType: typeof ipAddressType === 'string' ? textOf(ipAddressType) : undefined,
    cors,
    tags: shareTags(api) ? writer.record(api.tags ?? {}) : undefined,
  });
  return call(`new ${writer.imports.use('HttpApi')}`, code('this'), textOf('Api'), props);
}

/** The API as `makeApi` declares it. */
function declaredApi(api: HttpApi, hasCors: boolean): HttpApi {
  const { description, version, disableExecuteApiEndpoint, ipAddressType, cors, tags } = api;
  return {
    protocol: 'HTTP',
    id: api.id,
    name: api.name,
    ...defined({
      description,
      version,
      disableExecuteApiEndpoint: disableExecuteApiEndpoint === true ? true : undefined,
      ipAddressType: typeof ipAddressType === 'string' ? ipAddressType : undefined,
      cors: hasCors ? cors : undefined,
      tags: shareTags(api) ? tags : undefined,
    }),
    authorizers: [],
    routes: [],
    stages: [],
  };
}

/** The API as it is once routes without an integration are given one. */
function asIntegrated(api: HttpApi): HttpApi {
  return {
    ...api,
    stages: [],
    routes: api.routes.map((route): HttpApiRoute => ({ integration: ABSENT_INTEGRATION, ...route })),
  };
}
