import type { Size } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { RaisedQuotas } from '../../model/index.js';
import type { CorsProps } from './cors/cors-props.js';
import type { Documentation } from './documentation/documentation-part.js';
import type { EndpointProps } from './endpoint-props.js';
import type { NestedStackPaths } from './definition/resources/nested-stack-plan.js';
import type { MethodDefaults } from './methods/method-props.js';

/** Settings of a REST API. */
export interface RestApiProps extends EndpointProps {
  /**
   * The API's name.
   *
   * @default - the construct's id
   */
  readonly restApiName?: string;

  /**
   * A description for people, shown in the console and in documents.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Documentation of the API as a whole, as a documentation part: a description, or members of your own. Methods and
   * models have `docs` too; `addDocumentation` documents anything else.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
   */
  readonly docs?: Documentation;

  /**
   * The version of the API's definition, for specifications.
   *
   * @default 1.0
   */
  readonly version?: string;

  /**
   * How the template holds the API's definition.
   *
   * `body` writes it into the `Body` of one resource, which stays small however many routes there are. `resources` writes a
   * resource for each path, method, model, authorizer and so on: for tools that look for them, for an authorizer that is
   * named by its id, or for functions that refer to the API. The API behaves the same.
   *
   * With `resources` a removed route is served until the next deployment, since CloudFormation deletes it after the
   * deployment is made. Neither a path variable can be renamed nor a path moved to another stack in one deployment, and an
   * API that is deployed with `body` cannot change to it: CloudFormation creates resources before it deletes those that they
   * replace, and API Gateway refuses two of one path. `docs/definition.md` has the ways around.
   *
   * @default body
   */
  readonly definition?: 'body' | 'resources';

  /**
   * Nested stacks that hold the resources of paths, each with the path or paths that it holds all of. For `definition:
   * 'resources'`, as a stack has at most 500 resources.
   *
   * A path cannot move from one stack to another in one deployment, so name the stacks before an API grows.
   *
   * @example { Orders: '/v1/orders', Customers: ['/v1/customers', '/v1/addresses'] }
   * @default - the API's own stack while it has room for all; then nested stacks filled in the order of the declaration,
   *   with the warning `nested-stacks-automatic`
   */
  readonly nestedStacks?: NestedStackPaths;

  /**
   * Settings of every method that has none of its own.
   *
   * @default - none
   */
  readonly defaults?: MethodDefaults;

  /**
   * Lets pages of other origins call the API: every path gets an OPTIONS method, and the responses of API Gateway itself
   * carry the headers. A path's own OPTIONS method takes precedence. Functions behind proxy integrations add the headers
   * themselves, with `corsHeaders` of `sluice/lambda`.
   *
   * @default - pages of other origins cannot call the API
   */
  readonly cors?: CorsProps;

  /**
   * Whether an API without `addStage` gets the stage `prod`.
   *
   * @default true
   */
  readonly defaultStage?: boolean;

  /**
   * Whether the API responds under custom domain names only.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * Content types whose bodies are binary, such as `image/*`.
   *
   * @default - none: all bodies are text
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
   */
  readonly binaryMediaTypes?: readonly string[];

  /**
   * Responses of at least this size are compressed for callers that accept it, up to 10 MiB.
   *
   * @default - nothing is compressed
   */
  readonly minimumCompression?: Size;

  /**
   * Where API keys come from: the header `x-api-key`, or the result of a Lambda authorizer.
   *
   * @default HEADER
   */
  readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';

  /**
   * Who may call the API, from where. Resources are written `execute-api:/*`, since an ARN would refer to the API that
   * the policy is part of. A changed policy makes a new deployment, with which it takes effect.
   *
   * @example new ResourcePolicy().allowEveryone().onlyFromIpRanges(['203.0.113.0/24'])
   * @default - every caller whom the methods let in; nobody for a private API
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
   */
  readonly policy?: PolicyDocument;

  /**
   * Tags of the API and of every resource below it: stages, roles, alarms. `Tags.of(api)` adds more.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;

  /**
   * Quotas that AWS raised for the account: `{ resourcesPerApi: 600 }`.
   *
   * @default - AWS's own
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
   */
  readonly quotas?: RaisedQuotas;
}
