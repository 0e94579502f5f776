import { Lazy, type CfnResource } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type * as CustomResources from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { fingerprint, type MethodSettings, type UnauthorizedCacheControlHeaderStrategy } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { renderCacheControlPatches } from '../../../synth/cloudformation/index.js';
import { asIdentity, readTokens } from '../../tokens.js';

/**
 * The clients that may replace a cached response by sending `Cache-Control: max-age=0`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export interface CacheInvalidationProps {
  /**
   * Whether a client needs the permission `execute-api:InvalidateCache`.
   *
   * @default true
   */
  readonly requireAuthorizationForCacheControl?: boolean;

  /**
   * The response to a client that lacks the permission: 403, or the cached response with or without a `Warning` header.
   *
   * @default SUCCEED_WITH_RESPONSE_HEADER
   */
  readonly unauthorizedCacheControlHeaderStrategy?: UnauthorizedCacheControlHeaderStrategy;

  /**
   * How the settings are applied, since CloudFormation has no property for them: `custom-resource` adds a Lambda function
   * that calls UpdateStage whenever they change. To remove a cached method too, remove `invalidation` one deployment earlier.
   *
   * @default - an error at synth
   */
  readonly via?: 'custom-resource';
}

/** The settings of a stage that has none of its own. */
export const DEFAULT_CACHE_INVALIDATION = {
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
} as const;

/** @throws SluiceError `needs-sluice-deploy` unless it is said how the settings get to the stage */
export function checkCacheInvalidation(stageName: string, { via }: CacheInvalidationProps): void {
  if (via === 'custom-resource') return;
  throw new SluiceError(
    'needs-sluice-deploy',
    `Cannot set cache.invalidation of the stage ${stageName}: CloudFormation has no property for it`,
    { hint: "Let a custom resource set it: invalidation: { …, via: 'custom-resource' }" },
  );
}

/**
 * Applies the cache invalidation settings of a stage when it is created and whenever its method settings change.
 *
 * Assumed: CloudFormation resets what it has no property for when it changes an entry of the method settings.
 */
export class CacheInvalidation extends Construct {
  constructor(
    scope: Construct,
    id: string,
    stage: { readonly restApiId: string; readonly stageName: string; readonly stageArn: string },
    settings: () => readonly MethodSettings[],
  ) {
    super(scope, id);
    const { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } =
      require('aws-cdk-lib/custom-resources') as typeof CustomResources;
    const update = (patched: () => readonly MethodSettings[]): CustomResources.AwsSdkCall => ({
      service: 'APIGateway',
      action: 'updateStage',
      parameters: {
        restApiId: stage.restApiId,
        stageName: stage.stageName,
        patchOperations: Lazy.any({ produce: () => renderCacheControlPatches(patched()) }),
      },
      physicalResourceId: PhysicalResourceId.of('cache-invalidation'),
      // A custom resource may return 4 KB; the whole stage can be larger.
      outputPaths: ['stageName'],
    });
    const resource = new AwsCustomResource(this, 'UpdateStage', {
      onUpdate: update(settings),
      onDelete: {
        ...update(() => settings().map(withDefaults)),
        // The stage or one of its methods may have been deleted already.
        ignoreErrorCodesMatching: 'NotFoundException|BadRequestException',
      },
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['apigateway:PATCH'], resources: [stage.stageArn] }),
      ]),
      installLatestAwsSdk: false,
    });
    // The call is made again when the settings change.
    const trigger = Lazy.string({ produce: () => fingerprint(readTokens(settings(), asIdentity(this))) });
    const cfnResource = resource.node.findChild('Resource').node.defaultChild as CfnResource;
    cfnResource.addPropertyOverride('MethodSettings', trigger);
  }
}

function withDefaults({ caching, ...settings }: MethodSettings): MethodSettings {
  const { requireAuthorizationForCacheControl } = caching ?? {};
  return requireAuthorizationForCacheControl === undefined
    ? settings
    : { ...settings, caching: { ...caching, ...DEFAULT_CACHE_INVALIDATION } };
}
