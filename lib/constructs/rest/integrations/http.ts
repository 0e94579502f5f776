import { pathParameterNames, type Integration, type RequestParameterMapping } from '../../../model/index.js';
import type {
  CustomIntegrationProps,
  IntegrationMethod,
  IntegrationRequestProps,
  IRestIntegration,
} from './integration.js';
import { bindCustom, bindRequest } from './settings.js';

/** How the backend is called. */
export interface HttpTargetProps {
  /**
   * The HTTP method of the backend's request.
   *
   * @default - the caller's
   */
  readonly httpMethod?: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD' | 'ANY';
}

/** The backend gets the request and its answer goes back, unmapped. */
export interface HttpProxyIntegrationProps extends IntegrationRequestProps, HttpTargetProps {
  /**
   * Whether requests and answers go through unmapped.
   *
   * @default true
   */
  readonly proxy?: true;
}

/** The backend gets what mappings make of the request, and its answer is mapped. */
export interface HttpCustomIntegrationProps extends CustomIntegrationProps, HttpTargetProps {
  readonly proxy: false;
}

/**
 * Answers by an HTTP backend.
 *
 * A variable of the URL that the method's path has too is filled in: `https://example.com/pets/{petId}` on
 * `/pets/{petId}` needs no mapping. The URL may hold stage variables: `https://${stageVariables.backend}/pets`.
 *
 * @example
 * api.get('/pets/{petId}/photos', new HttpIntegration('https://photos.example.com/{petId}'));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export class HttpIntegration implements IRestIntegration {
  constructor(
    private readonly url: string,
    private readonly props: HttpProxyIntegrationProps | HttpCustomIntegrationProps = {},
  ) {}

  bind(method: IntegrationMethod): Integration {
    const settings = this.props.proxy === false ? bindCustom(this.props) : bindRequest(this.props);
    const requestParameters = [
      ...this.pathMappings(method.path, settings.requestParameters ?? []),
      ...(settings.requestParameters ?? []),
    ];
    return {
      type: this.props.proxy === false ? 'HTTP' : 'HTTP_PROXY',
      httpMethod: this.props.httpMethod ?? method.httpMethod,
      uri: this.url,
      ...settings,
      ...(requestParameters.length > 0 && { requestParameters }),
    };
  }

  private pathMappings(path: string, mapped: readonly RequestParameterMapping[]): readonly RequestParameterMapping[] {
    return pathParameterNames(path)
      .filter((name) => this.url.includes(`{${name}}`))
      .filter((name) => !mapped.some(({ target }) => target.location === 'path' && target.name === name))
      .map((name) => ({ target: { location: 'path', name }, source: { kind: 'path', name } }));
  }
}
