import type { RaisedQuotas } from '../../model/index.js';
import type { HttpCorsProps } from './cors/http-cors-props.js';
import type { RouteDefaults } from './routes/route-props.js';

/** Properties of an HTTP API. */
export interface HttpApiProps {
  /**
   * The API's name.
   *
   * @default - the construct's id
   */
  readonly apiName?: string;

  /**
   * What the API is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The version of the API, for people.
   *
   * @default - none
   */
  readonly version?: string;

  /**
   * Properties that hold for every route that does not have its own.
   *
   * @default - none
   */
  readonly defaults?: RouteDefaults;

  /**
   * How the template holds the API's definition.
   *
   * `body` writes it into the `Body` of one resource, which stays small however many routes there are. `resources` writes a
   * resource for each route, integration and authorizer: for tools that look for them, or for functions that refer to the
   * API. The API behaves the same; specifications lose the documentation of routes.
   *
   * @default body
   */
  readonly definition?: 'body' | 'resources';

  /**
   * The pages of other origins that may call the API.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  readonly cors?: HttpCorsProps;

  /**
   * Whether an API without a stage of its own gets the stage `$default`, whose URL has no stage in it and which serves
   * every change at once. For its settings add it yourself: `api.addStage('$default', { accessLog })`.
   *
   * @default true
   */
  readonly defaultStage?: boolean;

  /**
   * Whether clients reach the API by custom domain names only.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * Which addresses reach the API.
   *
   * @default ipv4
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-ip-address-type.html
   */
  readonly ipAddressType?: 'ipv4' | 'dualstack';

  /**
   * Tags of the API and its stages.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;

  /**
   * Quotas that AWS has raised for the account, for the check at synthesis.
   *
   * @default - the quotas of a new account
   */
  readonly quotas?: RaisedQuotas;
}
