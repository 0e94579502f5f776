import type { ApiCollection } from '../model/api.js';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../model/arn.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { defined } from '../support/defined.js';
import type { LambdaFunction } from '../model/lambda-function.js';
import type { UserPool } from '../model/user-pool.js';
import { compileCollection, type CompiledCollection } from './compile-collection.js';
import type { CollectionOptions, CompiledVersion } from './compiled-api.js';
import type { Clock, Environment, Ids, RuntimeLog } from './environment.js';
import type { FunctionCredentials } from './function-credentials.js';
import type { HttpClient } from './http-client.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import type { OwnManagementEndpoint } from './management-endpoint.js';
import { Gateway, type GatewayOptions } from './gateway.js';
import { functionCredentials } from './lambda/function-account.js';
import { createLambdaInvoker, type LambdaInvokerOptions, type LocalLambdas } from './lambda/invoker.js';
import { unrunnableAmong } from './lambda/unrunnable.js';
import { LocalTokens, type TokenOptions } from './local-tokens.js';
import { Account, type AccountOptions } from './metering/account.js';
import { Releases } from './releases.js';
import { STRICT } from './not-simulated.js';
import { FunctionListener } from './server/function-listener.js';
import { createHttpClient } from './server/http-client.js';
import { createRequestSigner, environmentCredentials } from './server/request-signer.js';
import { RANDOM_IDS, SYSTEM_CLOCK } from './server/system-environment.js';
import { Store } from './store.js';

/** What a runtime serves. Values that only deployment knows are already filled in as far as they can be. */
export interface RuntimeSource {
  /** The APIs, with what stands beside them. */
  readonly collection: ApiCollection;
  /** The functions that the APIs call. */
  readonly functions: readonly LambdaFunction[];
  /** Whose tokens this machine can sign itself. Default: none. */
  readonly userPools?: readonly UserPool[];
}

/** How a runtime serves. */
export interface RuntimeOptions
  extends
    Partial<Omit<CollectionOptions, 'hasAwsCredentials' | 'functionCredentials' | 'tokenIssuers' | 'whyUnrunnable'>>,
    GatewayOptions,
    AccountOptions,
    TokenOptions {
  /**
   * Another version, which serves as the stable one while the source is a canary beside it; each with its own functions.
   * Every version that is loaded later begins as a canary too. Without a percentage each stage's own canary settings count.
   */
  readonly stable?: { readonly source: RuntimeSource; readonly canaryPercent?: number };
  /** Default `thread`. */
  readonly lambdaIsolation?: LambdaInvokerOptions['isolation'];
  /** Invokes functions in place of the built-in runtimes. */
  readonly lambda?: Pick<LambdaInvokerOptions, 'environment' | 'inspect' | 'projectFolder' | 'maximumEnvironments'>;
  /** Default: nowhere. */
  readonly log?: RuntimeLog;
  /** Replaced by tests that want the same ids and times in every run. */
  readonly clock?: Clock;
  /** Makes ids in place of random ones. */
  readonly ids?: Ids;
  /** Sends requests to backends in place of the built-in client. */
  readonly http?: HttpClient;
}

/** As a service is called in ARNs and by SDKs. */
const MANAGEMENT_API = /^(?:execute-api|apigatewaymanagementapi)$/i;

const SILENT: RuntimeLog = { warn: () => undefined, functionOutput: () => undefined };

/** A gateway with everything that it needs from the world: what the command line and `LocalGateway` both run. */
export class LocalRuntime {
  readonly gateway: Gateway;
  /** The functions of the source. */
  readonly lambdas: LocalLambdas;
  readonly releases: Releases;
  /** What the author of the definitions should know. */
  diagnostics: readonly Diagnostic[] = [];
  readonly env: Environment;
  /** What counts for all stages together: usage plans, and the limit of the account. */
  readonly account: Account;
  readonly tokens: LocalTokens;
  private readonly http: HttpClient;
  private readonly functionCredentials: FunctionCredentials;
  private readonly functionListener = new FunctionListener((request) => this.gateway.handleFromFunction(request));
  private readonly collectionOptions: Omit<CollectionOptions, 'tokenIssuers' | 'whyUnrunnable'>;
  private readonly startsCanaries: boolean;
  private readonly canaryPercent: number | undefined;
  private readonly stableLambdas: LocalLambdas | undefined;

  constructor(source: RuntimeSource, options: RuntimeOptions = {}) {
    const credentials = environmentCredentials(process.env);
    const { clock = SYSTEM_CLOCK, ids = RANDOM_IDS, log = SILENT } = options;
    this.functionCredentials = functionCredentials(process.env, options.accountId ?? LOCAL_ACCOUNT);
    this.collectionOptions = {
      region: options.region ?? LOCAL_REGION,
      accountId: options.accountId ?? LOCAL_ACCOUNT,
      awsEndpoints: options.awsEndpoints ?? {},
      hasAwsCredentials: credentials !== undefined,
      vpcLinks: options.vpcLinks ?? {},
      vpcEndpoints: options.vpcEndpoints ?? {},
      identities: options.identities ?? [],
      functionCredentials: this.functionCredentials,
      lenience: options.lenience ?? STRICT,
      closesDisabledEndpoint: options.closesDisabledEndpoint ?? options.exact ?? false,
      ...(options.observation !== undefined && { observation: options.observation }),
      ...(options.clientCertificates !== undefined && { clientCertificates: options.clientCertificates }),
      ...(options.trustStores !== undefined && { trustStores: options.trustStores }),
      ...(options.stage !== undefined && { stage: options.stage }),
      ...(options.stages !== undefined && { stages: options.stages }),
      ...(options.stageVariables !== undefined && { stageVariables: options.stageVariables }),
    };
    const { stable } = options;
    this.startsCanaries = stable !== undefined;
    this.canaryPercent = stable?.canaryPercent;
    this.http = options.http ?? createHttpClient(defined({ clientCertificates: options.clientCertificates }));
    this.tokens = new LocalTokens(options, { http: this.http, clock, ids });
    const invokerOptions: LambdaInvokerOptions = {
      isolation: options.lambdaIsolation ?? 'thread',
      region: this.collectionOptions.region,
      accountId: this.collectionOptions.accountId,
      awsEndpoints: this.collectionOptions.awsEndpoints,
      managementEndpoint: () => this.managementEndpoint(),
      log,
      clock,
      ids,
      ...options.lambda,
    };
    this.lambdas = createLambdaInvoker(source.functions, invokerOptions);
    this.env = {
      clock,
      ids,
      log,
      http: this.http,
      signer: createRequestSigner(credentials),
      tokenKeys: this.tokens.keys,
      lambda: this.lambdas satisfies LambdaInvoker,
    };
    this.account = new Account(options);
    const store = new Store(this.account, options.observation);
    this.releases = new Releases(store);
    const version = this.compileSource(source);
    if (stable === undefined) this.releases.deploy(version);
    else {
      this.stableLambdas = createLambdaInvoker(stable.source.functions, invokerOptions);
      this.releases.deploy(this.compile(sameApi(stable.source, source), this.stableLambdas).version);
      this.releases.startCanary(version, stable.canaryPercent);
    }
    this.gateway = new Gateway(store, this.env, options);
  }

  /** Serves another version from the next request on; functions that did not change stay warm. */
  reload(source: RuntimeSource): void {
    const version = this.compileSource(source);
    this.lambdas.reload(source.functions);
    if (this.startsCanaries) this.releases.startCanary(version, this.canaryPercent);
    else this.releases.deploy(version);
  }

  async close(): Promise<void> {
    await Promise.all([this.lambdas.close(), this.stableLambdas?.close(), this.http.close()]);
    await this.functionListener.close();
  }

  /** Where functions manage connections: here, unless the operator names another place. */
  private async managementEndpoint(): Promise<OwnManagementEndpoint | undefined> {
    const { gateway } = this;
    const isElsewhere = Object.keys(this.collectionOptions.awsEndpoints).some((service) =>
      MANAGEMENT_API.test(service),
    );
    if (isElsewhere || !gateway.apis.some(({ protocol }) => protocol === 'WEBSOCKET')) return undefined;
    try {
      const address = await this.functionListener.address();
      const { token } = this.functionCredentials;
      return { ...address, token, hasConnection: (connectionId) => gateway.hasOpenConnection(connectionId) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.env.log.warn(`A function starts without a way to @connections: cannot listen for its calls: ${why}`);
      return undefined;
    }
  }

  private compileSource(source: RuntimeSource): CompiledVersion {
    const { version, usagePlans, diagnostics } = this.compile(source);
    this.diagnostics = diagnostics;
    this.account.usagePlans.replace(usagePlans, this.env.clock.now());
    return version;
  }

  private compile(
    { collection, functions, userPools = [] }: RuntimeSource,
    lambdas?: LambdaInvoker,
  ): CompiledCollection {
    this.tokens.addUserPools(userPools);
    const options = {
      ...this.collectionOptions,
      tokenIssuers: new Set(this.tokens.keys.issuers),
      whyUnrunnable: unrunnableAmong(functions),
    };
    return compileCollection(collection, options, lambdas);
  }
}

/** Two documents are two versions of one API, whatever each is called. */
function sameApi(stable: RuntimeSource, { collection }: RuntimeSource): RuntimeSource {
  const [api, ...others] = stable.collection.apis;
  const [counterpart, ...further] = collection.apis;
  if (api === undefined || counterpart === undefined || others.length + further.length > 0) return stable;
  return { ...stable, collection: { ...stable.collection, apis: [{ ...api, id: counterpart.id }] } };
}
