import type {
  GatewayResponse,
  HttpMethod,
  RequestValidator,
  Resource,
  RestApi,
  SchemaModel,
} from '../../model/index.js';
import type { ApiAuthorizers } from './authorizers/api-authorizers.js';
import { defined } from '../../support/defined.js';
import { SluiceError } from '../../support/sluice-error.js';
import { checkApiKeyRequired } from '../check-api-key-required.js';
import { checkProps } from '../check-props.js';
import { collectModels } from './collect-models.js';
import type { ApiCors } from './cors/api-cors.js';
import type { CorsSetting } from './cors/cors-props.js';
import { preflight } from './cors/preflight.js';
import { withCors } from './cors/with-cors.js';
import { withCorsErrors } from './cors/with-cors-errors.js';
import type { DocumentationPart } from './documentation/documentation-part.js';
import { DocumentationParts } from './documentation/documentation-parts.js';
import { type MethodDeclaration } from './methods/declare-method.js';
import type { MethodDefaults } from './methods/method-props.js';
import type { Model } from './model.js';
import { checkStageName, StageDeclaration } from './stages/stage-declaration.js';
import { STAGE_PROPS, type StageProps } from './stages/stage-props.js';

/** What an OpenAPI document says of an API beside what methods are declared with. */
type DocumentPart = Partial<Omit<RestApi, 'resources' | 'stages' | 'models' | 'policy' | 'authorizers'>> & {
  readonly pathDocumentation?: ReadonlyMap<string, Resource['documentation']>;
};

/** What an API is from the start, before anything is added to it. */
export interface ApiDeclaration {
  readonly api: Omit<
    RestApi,
    'resources' | 'stages' | 'models' | 'requestValidators' | 'authorizers' | 'gatewayResponses'
  >;
  readonly defaults: MethodDefaults;
  readonly cors: ApiCors;
}

/**
 * What has been declared so far under one API, and the model that follows from it. The CDK's tokens stand in the model
 * as the texts and numbers that encode them.
 */
export class Declarations {
  private readonly methods: MethodDeclaration[] = [];
  private readonly gatewayResponses: GatewayResponse[] = [];
  private readonly models = new Map<string, SchemaModel>();
  private readonly stages: StageDeclaration[] = [];
  private readonly stageVariables: Record<string, string> = {};
  private readonly documentation: DocumentationParts;
  private policy: Pick<RestApi, 'policy'> = {};
  private document: DocumentPart = {};
  private built: RestApi | undefined;

  constructor(
    private readonly declared: ApiDeclaration,
    private readonly authorizers: ApiAuthorizers,
  ) {
    this.documentation = new DocumentationParts(declared.api.id);
  }

  /**
   * @throws {SluiceError} `api-key-required-invalid` for what is neither true nor false, a token included;
   *   `validator-name-taken` when a validator of the name validates other parts
   */
  addMethod(method: MethodDeclaration): void {
    checkApiKeyRequired(`${method.method.httpMethod} ${method.path}`, method.method.apiKeyRequired);
    this.checkValidator(method);
    this.methods.push(method);
    method.models.forEach((model) => this.addModel(model));
    method.documentationParts?.forEach((part) => this.documentation.add(part));
    this.built = undefined;
  }

  /** @throws SluiceError `model-name-taken` when another model has the name */
  addModel(model: Model): void {
    collectModels(this.models, model);
    for (const { documentationParts } of model.collect().keys()) {
      documentationParts.forEach((part) => this.documentation.add(part));
    }
    this.built = undefined;
  }

  /** Adds what an OpenAPI document says beside its methods; what the API's props say takes precedence. */
  addDocument({ models = [], gatewayResponses = [], ...part }: RestApi): void {
    for (const model of models) this.models.set(model.name, model);
    const { resources, stages: _stages, authorizers: _authorizers, policy: _policy, ...document } = part;
    this.document = {
      ...document,
      gatewayResponses,
      pathDocumentation: new Map(resources.map(({ path, documentation }) => [path, documentation])),
    };
    this.built = undefined;
  }

  /** @throws SluiceError `gateway-response-twice` */
  addGatewayResponse(response: GatewayResponse): void {
    const { responseType } = response;
    if (this.gatewayResponses.some((known) => known.responseType === responseType)) {
      throw new SluiceError(
        'gateway-response-twice',
        `Cannot add the gateway response ${responseType} to ${this.declared.api.id}: the API has it already`,
      );
    }
    this.gatewayResponses.push(response);
    this.built = undefined;
  }

  /** @throws {SluiceError} `stage-name-unknown`, `stage-twice`, `property-unknown` */
  addStage(name: string, props: StageProps): StageDeclaration {
    checkStageName(this.declared.api.id, name, this.stages);
    checkProps(`the stage ${name} of ${this.declared.api.id}`, props, STAGE_PROPS);
    const { methods, stageVariables: variables, declared } = this;
    const stage = new StageDeclaration(name, props, { defaults: declared.defaults, methods, variables }, () => {
      this.built = undefined;
    });
    this.stages.push(stage);
    this.built = undefined;
    return stage;
  }

  /** @throws {SluiceError} `documentation-twice` */
  addDocumentation(part: DocumentationPart): void {
    this.documentation.add(part);
    this.built = undefined;
  }

  addStageVariable(name: string, value: string): void {
    this.stageVariables[name] = value;
    this.built = undefined;
  }

  setCors(path: string, setting: CorsSetting): void {
    this.declared.cors.setPath(path, setting);
    this.built = undefined;
  }

  setPolicy(policy: Exclude<RestApi['policy'], undefined>): void {
    this.policy = { policy };
    this.built = undefined;
  }

  /** The same object until something is added. */
  model(): RestApi {
    this.built ??= this.build();
    return this.built;
  }

  private checkValidator({ method, path, validator }: MethodDeclaration): void {
    const known = this.methods.find(
      (other) => other.validator !== undefined && other.validator.name === validator?.name,
    );
    if (validator === undefined || known === undefined || isEqual(known.validator, validator)) return;
    throw new SluiceError(
      'validator-name-taken',
      `${method.httpMethod} ${path} validates other parts of a request than ${known.method.httpMethod} ${known.path}, whose validator has the name "${validator.name}" too`,
      { place: this.declared.api.id, hint: 'Give one of them another validatorName' },
    );
  }

  private build(): RestApi {
    const { api } = this.declared;
    const cors = this.declared.cors.ofErrors();
    const {
      pathDocumentation: _paths,
      requestValidators = [],
      gatewayResponses: written = [],
      ...document
    } = this.document;
    const responses = [
      ...written.filter(({ responseType }) => !this.gatewayResponses.some((own) => own.responseType === responseType)),
      ...this.gatewayResponses,
    ];
    const gatewayResponses = cors === undefined ? responses : withCorsErrors(responses, cors);
    const validators = new Map([
      ...requestValidators.map((validator) => [validator.name, validator] as const),
      ...this.methods.flatMap(({ validator }) =>
        validator === undefined ? [] : [[validator.name, validator] as const],
      ),
    ]);
    return {
      ...document,
      ...api,
      ...(document.endpoint !== undefined && { endpoint: { ...document.endpoint, ...api.endpoint } }),
      ...defined({ documentation: this.documentation.addTo(document.documentation) }),
      ...this.policy,
      ...unlessEmpty({
        models: [...this.models.values()],
        requestValidators: [...validators.values()],
        authorizers: this.authorizers.models(),
        gatewayResponses,
      }),
      resources: this.resources(),
      stages: this.stages.map((stage) => stage.model()),
    };
  }

  private resources(): readonly Resource[] {
    const byPath = new Map<string, MethodDeclaration[]>();
    for (const method of this.methods) byPath.set(method.path, [...(byPath.get(method.path) ?? []), method]);
    return [...byPath].map(([path, declarations]) => {
      const cors = this.declared.cors.of(path);
      const methods = declarations.map(({ method }) => (cors === undefined ? method : withCors(method, cors)));
      const verbs: readonly HttpMethod[] = methods.map(({ httpMethod }) => httpMethod);
      return {
        path,
        ...defined({ documentation: this.document.pathDocumentation?.get(path) }),
        methods:
          cors === undefined || verbs.includes('OPTIONS')
            ? methods
            : [...methods, preflight(cors, methods, { ...this.declared.api, authorizers: this.authorizers.models() })],
      };
    });
  }
}

function isEqual(a: RequestValidator | undefined, b: RequestValidator): boolean {
  return (
    a?.validateRequestBody === b.validateRequestBody && a.validateRequestParameters === b.validateRequestParameters
  );
}

function unlessEmpty<T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>;
}
