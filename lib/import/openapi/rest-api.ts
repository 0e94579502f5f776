import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { RequestValidator, RestApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readApiDocumentation, readInfo, readOtherComponents } from './api-documentation.js';
import { readAuthorizer } from './authorizer.js';
import { member } from './cursor.js';
import { readGatewayResponses } from './gateway-responses.js';
import { MEMBERS, readExactly } from './known-members.js';
import { readResources } from './paths.js';
import type { Reading, ReadOptions } from './reading.js';
import { Models } from './schemas.js';
import { NO_REQUIREMENTS, readRequirements, readSchemes } from './security.js';
import { section } from './section.js';
import { pathPrefix, readServers } from './servers.js';
import {
  readAny,
  readInteger,
  readKnownBoolean,
  readKnownText,
  readKnownTexts,
  readObject,
  readObjectMap,
  readText,
  readWord,
  unreadableFlag,
} from './values.js';

/** Reads a document as a REST API. */
export function readRestApi(reading: Reading, options: ReadOptions): RestApi {
  const { root } = reading;
  const info = readInfo(reading);
  const servers = readServers(reading);
  const basepath = options.basepath ?? 'ignore';
  const models = new Models(reading, section(reading, 'schemas', 'definitions'));
  const { kinds, authorizers, other } = readSchemes(
    reading,
    section(reading, 'securitySchemes', 'securityDefinitions'),
    (scheme, settings, name) => readAuthorizer(reading, scheme, settings, name),
  );
  const requestValidators = readValidators(reading);
  const resources = readResources(reading, {
    models,
    schemes: kinds,
    authorizers: new Map(authorizers.map((authorizer) => [authorizer.name, authorizer])),
    validators: new Set(requestValidators.map(({ name }) => name)),
    requirements: readRequirements(reading, root, kinds) ?? NO_REQUIREMENTS,
    requestValidator: readKnownText(reading, root, EXTENSION.requestValidator),
    prefix: pathPrefix(servers.basePath, basepath),
  });
  const gatewayResponses = readGatewayResponses(reading, readObject(reading, root, EXTENSION.gatewayResponses));
  const allModels = models.all();
  reportHttpOnly(reading);
  return {
    protocol: 'REST',
    id: options.id,
    name: readText(reading, info, 'title') ?? options.id,
    ...defined({
      description: readText(reading, info, 'description'),
      version: readKnownText(reading, info, 'version'),
      documentation: readApiDocumentation(reading, info, {
        // A base path that has become part of the paths is not said twice.
        servers: basepath === 'ignore' ? servers.others : undefined,
        components: readOtherComponents(reading, other),
      }),
      endpoint: servers.vpcEndpointIds && { vpcEndpointIds: servers.vpcEndpointIds },
      disableExecuteApiEndpoint: servers.disableExecuteApiEndpoint,
      binaryMediaTypes: readKnownTexts(reading, root, EXTENSION.binaryMediaTypes),
      minimumCompressionBytes: readInteger(reading, root, EXTENSION.minimumCompressionSize),
      apiKeySource: readWord(reading, root, EXTENSION.apiKeySource, ['HEADER', 'AUTHORIZER']),
      policy: readAny(root, EXTENSION.policy),
      securityPolicy: readText(reading, root, EXTENSION.securityPolicy),
      endpointAccessMode: readText(reading, root, EXTENSION.endpointAccessMode),
      models: unlessEmpty(allModels),
      requestValidators: unlessEmpty(requestValidators),
      authorizers: unlessEmpty(authorizers),
      gatewayResponses: unlessEmpty(gatewayResponses),
    }),
    resources,
    stages: [],
  };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validators.html */
function readValidators(reading: Reading): readonly RequestValidator[] {
  return readObjectMap(reading, readObject(reading, reading.root, EXTENSION.requestValidators)).flatMap(
    ([name, validator]) => {
      readExactly(reading, validator, MEMBERS.validator);
      const validateRequestBody = readKnownBoolean(reading, validator, 'validateRequestBody') ?? false;
      const validateRequestParameters = readKnownBoolean(reading, validator, 'validateRequestParameters') ?? false;
      const unreadable = ['validateRequestBody', 'validateRequestParameters'].some(
        (flag) => unreadableFlag(validator, flag) !== undefined,
      );
      // A validator that cannot be read is missing, so that the methods which name it are refused.
      return unreadable ? [] : [{ name, validateRequestBody, validateRequestParameters }];
    },
  );
}

function reportHttpOnly(reading: Reading): void {
  for (const key of [EXTENSION.cors, EXTENSION.importExportVersion]) {
    const found = member(reading.root, key);
    if (found !== undefined) reading.report('not-read', found, `Only HTTP APIs have ${key}`);
  }
}

function unlessEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
