import { Names, Resource, Token } from 'aws-cdk-lib';
import { CfnBasePathMapping, CfnBasePathMappingV2 } from 'aws-cdk-lib/aws-apigateway';
import type * as ApiGatewayV2 from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { checkBasePath, hasSeveralLevels } from './base-path.js';
import type { MappedDomain } from './mapped-domain.js';
import { apiIdOf, isHttpStage, type MappedStage } from './mapped-stage.js';

/** Where below a domain a stage is served. */
export interface BasePathMappingOptions {
  /**
   * The path below the domain: `v1`. The API does not see it. A regional domain takes several levels, `v1/orders`; the
   * longest path that fits wins, and the names of all request headers arrive in lower case.
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

  /** A stage of a REST or an HTTP API, of Sluice or of aws-cdk-lib. */
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

  /** The URL of the stage below the domain, with a slash at the end: `https://api.example.com/v1/`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: BasePathMappingProps) {
    super(scope, id);
    const { domain, stage, basePath, stageInPath = false } = props;
    if (basePath !== undefined) checkBasePath(basePath, domain.node.path);
    domain.claimBasePath(basePath ?? '');
    domain.leadTo(stage);
    const restApiId = apiIdOf(stage);
    this.stageName = stage.stageName;
    const segments = [domain.domainName, basePath, stageInPath ? stage.stageName : undefined];
    this.url = `https://${segments.filter((segment) => segment !== undefined).join('/')}/`;
    const named = defined({ basePath, stage: stageInPath ? undefined : stage.stageName });
    const isLevelled = basePath !== undefined && hasSeveralLevels(basePath);
    if (isLevelled || isHttpStage(stage)) {
      if (isHttpStage(stage)) checkHttpMapping(domain, stage, stageInPath);
      else if (basePath !== undefined) checkLevels(domain, basePath, stageInPath);
      const { CfnApiMapping } = require('aws-cdk-lib/aws-apigatewayv2') as typeof ApiGatewayV2;
      new CfnApiMapping(this, 'Resource', {
        domainName: domain.domainName,
        apiId: restApiId,
        stage: stage.stageName,
        ...defined({ apiMappingKey: basePath }),
      });
    } else if (domain.endpointType === 'PRIVATE') {
      new CfnBasePathMappingV2(this, 'Resource', { domainNameArn: domain.domainNameArn, restApiId, ...named });
    } else {
      new CfnBasePathMapping(this, 'Resource', { domainName: domain.domainName, restApiId, ...named });
    }
  }

  /**
   * The URL of a path of the API below the domain; the path begins with a slash.
   *
   * @example
   * getPet.urlFor({ petId: '1' }, { stage: mapping }); // https://api.example.com/v1/pets/1
   */
  urlForPath(path = '/'): string {
    return this.url.slice(0, -1) + path;
  }
}

/** An id that depends on the path alone, so that mappings come and go without touching each other. */
export function mappingId(stage: MappedStage, { basePath }: BasePathMappingOptions): string {
  if (basePath === undefined) return 'Mapping';
  return `Mapping-${Token.isUnresolved(basePath) ? Names.nodeUniqueId(stage.node) : basePath}`;
}

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
 *
 * @throws {SluiceError} `domain-not-for-http` for a domain name that leads to no HTTP API
 */
function checkHttpMapping(domain: MappedDomain, stage: MappedStage, stageInPath: boolean): void {
  const reason =
    domain.endpointType === 'EDGE' || domain.endpointType === 'PRIVATE'
      ? `the domain name is ${domain.endpointType}, and HTTP APIs require a REGIONAL one`
      : domain.securityPolicy === 'TLS_1_0'
        ? 'the security policy of the domain name is TLS_1_0, and HTTP APIs require TLS 1.2'
        : stageInPath
          ? 'a mapping to an HTTP API names its stage, and stageInPath is true'
          : undefined;
  if (reason === undefined) return;
  throw new SluiceError('domain-not-for-http', `Cannot map ${domain.node.path} to ${stage.node.path}: ${reason}`);
}

function checkLevels(domain: MappedDomain, basePath: string, stageInPath: boolean): void {
  const reason =
    domain.endpointType === 'EDGE' || domain.endpointType === 'PRIVATE'
      ? `the domain name is ${domain.endpointType}, and only REGIONAL ones take several levels`
      : domain.securityPolicy === 'TLS_1_0'
        ? 'the security policy of the domain name is TLS_1_0, and several levels require TLS 1.2'
        : stageInPath
          ? 'several levels require a stage, and stageInPath is true'
          : undefined;
  if (reason === undefined) return;
  throw new SluiceError('base-path-levels', `Cannot map the base path "${basePath}" of ${domain.node.path}: ${reason}`);
}
