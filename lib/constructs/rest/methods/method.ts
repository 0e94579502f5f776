import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { HttpMethod } from '../../../model/index.js';
import { MethodMetrics, type MeasuredApi } from '../metrics/method-metrics.js';
import { invokeArn, type InvokedApi, type InvokeScope } from '../../paths/invoke-arn.js';
import { fillPath, type UrlArguments } from '../../paths/url-parameters.js';

/** The API of a method, as far as the method uses it. */
export interface MethodApi extends InvokedApi, MeasuredApi {
  /** The URL of the API's first stage, with a slash at the end. */
  readonly url: string;

  /** Lets somebody invoke a part of the API. */
  grantInvoke(grantee: IGrantable, scope: InvokeScope): Grant;
}

/** A stage that serves a method: a stage of Sluice or of aws-apigateway. */
export interface MethodStage {
  /** The stage's name. */
  readonly stageName: string;
  /** The URL of a path of the API in the stage. */
  urlForPath(path?: string): string;
}

/** Which stages a grant covers. */
export interface MethodGrantOptions {
  /**
   * The stage that the grant is for.
   *
   * @default - every stage of the API
   */
  readonly stage?: MethodStage;
}

/** Where a URL leads. */
export interface MethodUrlOptions {
  /**
   * The stage that the URL leads to.
   *
   * @default - the API's first stage
   */
  readonly stage?: MethodStage;
}

/**
 * A method of an API, as `api.get(…)` returns it. It has no construct of its own: in the template, methods are part of
 * the API's definition.
 *
 * @example
 * const getPet = api.get('/pets/{petId}', integration, { authorizer: Authorizer.IAM });
 * getPet.grantInvoke(role);
 * getPet.urlFor({ petId: '1' }); // https://{api}.execute-api.{region}.amazonaws.com/prod/pets/1
 */
export class Method<P extends string = string> extends MethodMetrics {
  constructor(
    /** The API that the method belongs to. */
    readonly api: MethodApi,
    /** The method's HTTP method, `ANY` for all without a method of their own. */
    readonly httpMethod: HttpMethod,
    /** The method's path, with its variables: `/pets/{petId}`. */
    readonly path: P,
  ) {
    super();
  }

  /**
   * The ARN that policies name for the method in every stage of the API.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
   */
  get methodArn(): string {
    return invokeArn(this.api, this);
  }

  /** The ARN by which TestInvokeMethod and the console's test page invoke the method. */
  get testMethodArn(): string {
    return invokeArn(this.api, { stageName: 'test-invoke-stage', httpMethod: this.httpMethod, path: this.path });
  }

  /** Lets somebody invoke the method, which matters where the method's authorizer is `Authorizer.IAM`. */
  grantInvoke(grantee: IGrantable, { stage }: MethodGrantOptions = {}): Grant {
    const { httpMethod, path } = this;
    const scope = stage === undefined ? { httpMethod, path } : { stageName: stage.stageName, httpMethod, path };
    return this.api.grantInvoke(grantee, scope);
  }

  /**
   * The method's URL, its path's variables filled in and percent-encoded.
   *
   * @example
   * getPet.urlFor({ petId: 'tom & jerry' }, { stage: prod }); // …/prod/pets/tom%20%26%20jerry
   */
  urlFor(...[parameters, { stage } = {}]: UrlArguments<P, MethodUrlOptions>): string {
    const path = fillPath(this.path, parameters ?? {});
    return stage === undefined ? this.api.url + path.slice(1) : stage.urlForPath(path);
  }
}
