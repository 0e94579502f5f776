import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { fingerprint, isDocumentObject, type Document, type Value } from '../../model/index.js';
import { isList } from '../../support/is-list.js';

/** The properties of an `AWS::ApiGateway::Deployment` or `AWS::ApiGatewayV2::Deployment` beside the API that it is of. */
export interface DeploymentProperties {
  readonly Description: Value<string>;
}

/** What every kept deployment says about itself, so that it is found again: the fingerprint, never a time. */
export function renderDeploymentProperties(print: string): DeploymentProperties {
  return { Description: `sluice ${print}` };
}

/**
 * Changes with everything that a deployment of the API takes a snapshot of, and with nothing else. It covers the
 * properties as the template has them in the end, whoever wrote them; their order does not count. Tags act at once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html
 *
 * @param properties of the `AWS::ApiGateway::RestApi` or `AWS::ApiGatewayV2::Api`
 */
export function deploymentFingerprint(
  properties: Readonly<Record<string, Document>>,
  beside: DeployedBeside = {},
): string {
  const { Tags: _tags, Body: body, ...deployed } = properties;
  return fingerprint({ ...deployed, ...(body !== undefined && { Body: withoutTagValues(body) }), ...beside });
}

/** The tags of an HTTP API stand in its document. */
function withoutTagValues(body: Document): Document {
  if (!isDocumentObject(body) || !isList(body.tags)) return body;
  const tags = body.tags.filter((tag) => !isDocumentObject(tag) || tag[EXTENSION.tagValue] === undefined);
  const { tags: _tags, ...rest } = body;
  return tags.length === 0 ? rest : { ...rest, tags };
}

/** What a deployment holds and the properties of the API do not show. */
export interface DeployedBeside {
  /** The definition's own resources, where it is not in the API's `Body`. */
  readonly resources?: Readonly<Record<string, Document>>;
  /**
   * Names that users gave to what the definition refers to. A reference to a function stays the same when the function is
   * renamed, while CloudFormation replaces the function.
   */
  readonly names?: Readonly<Record<string, Document>>;
}

/**
 * The resource attributes that keep a deployment when it is replaced: without them there is nothing to roll back to. A
 * deployment that a failed first creation leaves behind is taken away.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const DEPLOYMENT_RETENTION = {
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
} as const;
