import { Resource } from 'aws-cdk-lib';
import {
  CfnDocumentationVersion,
  type DocumentationVersionReference,
  type IDocumentationVersionRef,
  type IRestApiRef,
} from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';

/** Settings of a documentation version, whose name is given beside them. */
export interface DocumentationVersionOptions {
  /**
   * A description of the version.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Settings of a documentation version. */
export interface DocumentationVersionProps extends DocumentationVersionOptions {
  /** The API that is documented. */
  readonly restApi: IRestApiRef;

  /** The version's name, such as `1.0` or a date. */
  readonly documentationVersion: string;
}

/**
 * A version of an API's documentation: a copy of its documentation parts when the version is made. A stage that names it
 * publishes it. Documentation that changes later needs a version of another name.
 *
 * @example
 * const version = api.addDocumentationVersion('2026-11-30');
 * api.addStage('prod', { documentationVersion: version });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
 */
export class DocumentationVersion extends Resource implements IDocumentationVersionRef {
  readonly documentationVersionRef: DocumentationVersionReference;

  constructor(scope: Construct, id: string, props: DocumentationVersionProps) {
    super(scope, id);
    const { documentationVersion, description, restApi } = props;
    const { restApiId } = restApi.restApiRef;
    new CfnDocumentationVersion(this, 'Resource', {
      restApiId,
      documentationVersion,
      ...defined({ description }),
    });
    this.documentationVersionRef = { documentationVersion, restApiId };
  }
}
