import { defined } from '../../../../lib/support/defined.js';
import {
  functionArn,
  stageOf,
  type FunctionText,
  type HttpApiText,
  type HttpAuthorizerText,
  type HttpRouteText,
  type StageVariables,
} from './http-api-text.js';
import { corsConfiguration, throttlesOf } from './http-api-resources.js';

/** Whether events of functions are enough: SAM has neither other integrations nor parameter mappings. */
export function canBeEvents({ routes }: HttpApiText): boolean {
  return Object.values(routes).every(
    ({ integration }) =>
      'function' in integration &&
      integration.requestParameters === undefined &&
      integration.responseParameters === undefined,
  );
}

/** The API as a SAM template: events of functions where they are enough, else the given document in `DefinitionBody`. */
export function writeSam(api: HttpApiText, variables: StageVariables, document: unknown): object {
  const isEvents = canBeEvents(api);
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Api: {
        Type: 'AWS::Serverless::HttpApi',
        Properties: {
          StageName: stageOf(api),
          StageVariables: variables,
          ...throttlesOf(api),
          ...(isEvents ? settingsOf(api) : { DefinitionBody: document }),
        },
      },
      ...(isEvents && functionsOf(api)),
    },
  };
}

function settingsOf({ cors, authorizers = {}, routes }: HttpApiText): object {
  const hasIam = Object.values(routes).some(({ authorizer }) => authorizer === 'AWS_IAM');
  const named = Object.entries(authorizers).map(([name, authorizer]) => [name, authorizerOf(authorizer)] as const);
  return {
    ...defined({ CorsConfiguration: cors && corsConfiguration(cors) }),
    Auth: { Authorizers: Object.fromEntries(named), ...(hasIam && { EnableIamAuthorizer: true }) },
  };
}

function authorizerOf(authorizer: HttpAuthorizerText): object {
  if (authorizer.type === 'JWT') {
    const { issuer, audience, identitySource = '$request.header.Authorization' } = authorizer;
    return { IdentitySource: identitySource, JwtConfiguration: { issuer, audience } };
  }
  return {
    FunctionArn: functionArn(authorizer.function),
    AuthorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
    Identity: { Headers: authorizer.identityHeaders, ReauthorizeEvery: authorizer.resultTtlSeconds },
    ...defined({ EnableSimpleResponses: authorizer.enableSimpleResponses }),
  };
}

function functionsOf({ routes }: HttpApiText): object {
  const events = new Map<string, (readonly [string, object])[]>();
  Object.entries(routes).forEach(([key, route], index) => {
    const integration = route.integration as FunctionText;
    const known = events.get(integration.function) ?? [];
    events.set(integration.function, [...known, [`Event${index}`, eventOf(key, route, integration)]]);
  });
  return Object.fromEntries(
    [...events].map(([name, all]) => [
      `Function${name}`,
      {
        Type: 'AWS::Serverless::Function',
        Properties: {
          FunctionName: name,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          InlineCode: 'exports.handler = async () => { throw new Error("The test has the code") };',
          Events: Object.fromEntries(all),
        },
      },
    ]),
  );
}

function eventOf(
  key: string,
  { authorizer, scopes }: HttpRouteText,
  { payloadFormatVersion, timeoutMs }: FunctionText,
): object {
  const [Method = '', Path = ''] = key.split(' ');
  return {
    Type: 'HttpApi',
    Properties: {
      ApiId: { Ref: 'Api' },
      ...(key !== '$default' && { Method, Path }),
      PayloadFormatVersion: payloadFormatVersion,
      ...defined({
        TimeoutInMillis: timeoutMs,
        Auth:
          authorizer === undefined
            ? undefined
            : { Authorizer: authorizer, ...defined({ AuthorizationScopes: scopes }) },
      }),
    },
  };
}
