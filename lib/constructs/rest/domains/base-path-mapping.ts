import { Names, Resource, Token } from 'aws-cdk-lib';
import { CfnBasePathMapping, CfnBasePathMappingV2 } from 'aws-cdk-lib/aws-apigateway';
import type * as ApiGatewayV2 from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { checkBasePath, hasSeveralLevels } from './base-path.js';
import type { MappedDomain } from './mapped-domain.js';
import { apiIdOf, isRouteStage, isWebSocketStage, type MappedStage } from './mapped-stage.js';

/** Where below a domain a stage is served. */
export interface BasePathMappingOptions {
  /**
   * The path below the domain: `v1`. The API does not see it. A regional domain takes several levels, `v1/orders`; the
   * longest path that fits wins, and the names of all request headers arrive in lower case. WebSocket APIs take one level.
   *
   * @default - the domain itself
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
   */
  readonly basePath?: string;

  /**
   * Whether the caller names the stage after the base path, which opens every stage of the API.
   *
   * @default false
   */
  readonly stageInPath?: boolean;
}

/** The settings of a base path mapping. */
export interface BasePathMappingProps extends BasePathMappingOptions {
  /** A `DomainName` or a `PrivateDomainName`, new or imported. */
  readonly domain: MappedDomain;

  /** A stage of a REST, an HTTP or a WebSocket API, of Sluice or of aws-cdk-lib. */
  readonly stage: MappedStage;
}

/**
 * Serves a stage below a custom domain name. `domain.addBasePathMapping` makes one beside the domain; this class is for a
 * mapping that belongs to another stack.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export class BasePathMapping extends Resource {
  /** The name of the stage that is served. */
  readonly stageName: string;

  /**
   * The URL of the stage below the domain, with a slash at the end: `https://api.example.com/v1/`. Of a WebSocket API
   * without one: `wss://api.example.com/v1`.
   */
  readonly url: string;

  /**
   * The endpoint by which backends send messages to clients of a WebSocket API: `https://api.example.com/v1`. Undefined for
   * other APIs.
   */
  readonly callbackUrl: string | undefined;

  constructor(scope: Construct, id: string, props: BasePathMappingProps) {
    super(scope, id);
    const { domain, stage, basePath, stageInPath = false } = props;
    if (basePath !== undefined) checkBasePath(basePath, domain.node.path);
    domain.claimBasePath(basePath ?? '');
    domain.leadTo(stage);
    const apiId = apiIdOf(stage);
    this.stageName = stage.stageName;
    const segments = [domain.domainName, basePath, stageInPath ? stage.stageName : undefined];
    const address = segments.filter((segment) => segment !== undefined).join('/');
    this.url = isWebSocketStage(stage) ? `wss://${address}` : `https://${address}/`;
    this.callbackUrl = isWebSocketStage(stage) ? `https://${address}` : undefined;
    const named = defined({ basePath, stage: stageInPath ? undefined : stage.stageName });
    if (isRouteStage(stage) || (basePath !== undefined && hasSeveralLevels(basePath))) {
      checkApiMapping(props);
      const { CfnApiMapping } = require('aws-cdk-lib/aws-apigatewayv2') as typeof ApiGatewayV2;
      new CfnApiMapping(this, 'Resource', {
        domainName: domain.domainName,
        apiId,
        stage: stage.stageName,
        ...defined({ apiMappingKey: basePath }),
      });
    } else if (domain.endpointType === 'PRIVATE') {
      new CfnBasePathMappingV2(this, 'Resource', { domainNameArn: domain.domainNameArn, restApiId: apiId, ...named });
    } else {
      new CfnBasePathMapping(this, 'Resource', { domainName: domain.domainName, restApiId: apiId, ...named });
    }
  }

  /**
   * The URL of a path of the API below the domain; the path begins with a slash. WebSocket APIs have no paths.
   *
   * @example
   * getPet.urlFor({ petId: '1' }, { stage: mapping }); // https://api.example.com/v1/pets/1
   */
  urlForPath(path = '/'): string {
    return this.url.replace(/\/$/, '') + path;
  }
}

/** An id that depends on the path alone, so that mappings come and go without touching each other. */
export function mappingId(stage: MappedStage, { basePath }: BasePathMappingOptions): string {
  if (basePath === undefined) return 'Mapping';
  return `Mapping-${Token.isUnresolved(basePath) ? Names.nodeUniqueId(stage.node) : basePath}`;
}

/**
 * Checks what API mappings require, which HTTP and WebSocket APIs and base paths of several levels take instead of base path
 * mappings.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 *
 * @throws {SluiceError} `domain-not-for-http`, `domain-not-for-websocket`, `base-path-levels`
 */
function checkApiMapping({ domain, stage, basePath = '', stageInPath = false }: BasePathMappingProps): void {
  const ofWebSocket = isWebSocketStage(stage);
  const ofHttp = isRouteStage(stage) && !ofWebSocket;
  const subject = ofWebSocket ? 'WebSocket APIs' : ofHttp ? 'HTTP APIs' : 'several levels';
  const reason =
    domain.endpointType === 'EDGE' || domain.endpointType === 'PRIVATE'
      ? `the domain name is ${domain.endpointType}, and ${subject} require a REGIONAL one`
      : domain.securityPolicy === 'TLS_1_0'
        ? `the security policy of the domain name is TLS_1_0, and ${subject} require TLS 1.2`
        : stageInPath
          ? `stageInPath is true, and ${subject} require a mapping that names the stage`
          : ofWebSocket && hasSeveralLevels(basePath)
            ? `the base path "${basePath}" has several levels, and WebSocket APIs require one without a slash`
            : undefined;
  if (reason === undefined) return;
  const { path } = domain.node;
  throw ofHttp || ofWebSocket
    ? new SluiceError(
        ofHttp ? 'domain-not-for-http' : 'domain-not-for-websocket',
        `Cannot map ${path} to ${stage.node.path}: ${reason}`,
      )
    : new SluiceError('base-path-levels', `Cannot map the base path "${basePath}" of ${path}: ${reason}`);
}
