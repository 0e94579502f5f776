import type { HttpMethod } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { ApiAuthorizers } from '../authorizers/api-authorizers.js';
import { checkScopes } from '../authorizers/check-scopes.js';
import type { BindingApi } from '../../binding.js';
import { checkProps } from '../../check-props.js';
import type { IRestIntegration } from '../integrations/integration.js';
import { requireSluiceIntegration } from '../integrations/aws-apigateway-mixup.js';
import type { ApiCors } from '../cors/api-cors.js';
import { declareMethod, type MethodDeclaration } from './declare-method.js';
import { groupModelName, methodModelName, nameInlineModels, type NamedBodyShapes } from './inline-models.js';
import { mergeDefaults } from '../../merge-defaults.js';
import { readPath } from '../../paths/read-path.js';
import { inherited } from './merge-defaults.js';
import { Method, type MethodApi } from './method.js';
import type { MethodGroupDefaults } from './method-group.js';
import type { MethodDefaults, MethodProps } from './method-props.js';
import { readArguments } from '../../paths/verbs.js';
import { METHOD_DEFAULTS, METHOD_PROPS } from './method-prop-names.js';
import type { MethodArguments } from './method-verbs.js';

/** The parts of an API that its methods are added to. */
export interface ApiMethodsParts {
  readonly api: MethodApi;
  readonly defaults: MethodDefaults;
  readonly binding: BindingApi;
  readonly authorizers: ApiAuthorizers;
  readonly cors: ApiCors;
  readonly declare: (method: MethodDeclaration) => void;
}

/** Adds methods to an API, with the defaults of the API and of a group. */
export class ApiMethods {
  private readonly defaults: MethodDefaults & NamedBodyShapes;

  constructor(private readonly parts: ApiMethodsParts) {
    checkProps(`the defaults of ${parts.api.node.path}`, parts.defaults, METHOD_DEFAULTS);
    this.defaults = nameInlineModels(parts.defaults, groupModelName('/'));
  }

  /**
   * @throws {SluiceError} `property-unknown` for a property that methods do not have
   * @throws {SluiceError} `path-unknown` for a path that holds a token
   * @throws {SluiceError} `aws-apigateway-integration` for an integration of aws-apigateway
   * @throws {SluiceError} `scopes-without-user-pool` for scopes that nothing checks: the method's own, or those of defaults without authorizer
   * @throws {SluiceError} `integration-missing` when neither the method nor a default names one
   */
  add(
    group: MethodGroupDefaults<string> & NamedBodyShapes,
    httpMethod: HttpMethod,
    path: string,
    rest: MethodArguments,
  ): Method {
    const route = { httpMethod, path: readPath(httpMethod, path) };
    const { integration, props = {} } = readArguments<IRestIntegration, MethodProps>(
      `${httpMethod} ${route.path}`,
      rest,
    );
    checkProps(`${httpMethod} ${route.path}`, props, METHOD_PROPS);
    const { cors, ...defaults } = group;
    checkProps(`the defaults of a group of ${this.parts.api.node.path}`, defaults, METHOD_DEFAULTS);
    const named = nameInlineModels(props, methodModelName(httpMethod, route.path, props.operationName));
    const own = mergeDefaults(inherited(httpMethod, defaults), named);
    const all = mergeDefaults(inherited(httpMethod, this.defaults), own);
    const responding = integration ?? all.integration;
    if (responding === undefined) throw this.integrationMissing(route);
    requireSluiceIntegration(responding, `${httpMethod} ${route.path}`);
    const bound = responding.bind({ ...this.parts.binding, ...route });
    const authorization =
      all.authorizer === undefined ? undefined : this.parts.authorizers.authorizationOf(all.authorizer, all.scopes);
    // Scopes of the defaults may belong to other authorizers, but not to none at all.
    const scopes = all.authorizer === undefined ? all.scopes : props.scopes;
    checkScopes(`${httpMethod} ${route.path} of ${this.parts.api.node.path}`, scopes, authorization);
    const declaration = declareMethod(route, bound, all, own, authorization);
    if (cors !== undefined) this.parts.cors.setGroup(route.path, cors);
    this.parts.declare(declaration);
    return new Method(this.parts.api, httpMethod, route.path);
  }

  private integrationMissing({
    httpMethod,
    path,
  }: {
    readonly httpMethod: HttpMethod;
    readonly path: string;
  }): SluiceError {
    const verb = httpMethod.toLowerCase();
    return new SluiceError(
      'integration-missing',
      `${httpMethod} ${path} has no integration, and neither have the defaults`,
      {
        place: this.parts.api.node.path,
        hint: `Name one: api.${verb}('${path}', new LambdaIntegration(handler)), or set defaults: { integration }`,
      },
    );
  }
}
