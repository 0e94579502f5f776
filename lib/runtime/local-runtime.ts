import type { ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { LambdaFunction } from '../model/lambda-function.js';
import { compileCollection, type CollectionOptions } from './compile-collection.js';
import type { Clock, Environment, HttpClient, Ids, LambdaInvoker, RuntimeLog } from './environment.js';
import { Gateway, type GatewayOptions } from './gateway.js';
import { createLambdaInvoker, type LambdaInvokerOptions, type LocalLambdas } from './lambda/invoker.js';
import { STRICT } from './rest/not-simulated.js';
import { createHttpClient } from './server/http-client.js';
import { createRequestSigner, environmentCredentials } from './server/request-signer.js';
import { RANDOM_IDS, SYSTEM_CLOCK } from './server/system-environment.js';

/** What a runtime serves. Values that only deployment knows are already filled in as far as they can be. */
export interface RuntimeSource {
  readonly collection: ApiCollection;
  readonly functions: readonly LambdaFunction[];
}

export interface RuntimeOptions extends Partial<CollectionOptions>, GatewayOptions {
  /** Default `thread`. */
  readonly lambdaIsolation?: LambdaInvokerOptions['isolation'];
  readonly lambda?: Pick<LambdaInvokerOptions, 'environment' | 'inspect' | 'projectFolder' | 'maximumEnvironments'>;
  /** Default: nowhere. */
  readonly log?: RuntimeLog;
  /** Replaced by tests that want the same ids and times in every run. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly http?: HttpClient;
}

/** The region and account that stand in ARNs of a local gateway. */
export const LOCAL_REGION = 'us-east-1';
export const LOCAL_ACCOUNT = '000000000000';

const SILENT: RuntimeLog = { warn: () => undefined, functionOutput: () => undefined };

/** A gateway with everything that it needs from the world: what the command line and `LocalGateway` both run. */
export class LocalRuntime {
  readonly gateway: Gateway;
  readonly lambdas: LocalLambdas;
  /** What the author of the definitions should know. */
  diagnostics: readonly Diagnostic[];
  readonly env: Environment;
  private readonly http: HttpClient;
  private readonly collectionOptions: CollectionOptions;

  constructor(source: RuntimeSource, options: RuntimeOptions = {}) {
    const credentials = environmentCredentials(process.env);
    const { clock = SYSTEM_CLOCK, ids = RANDOM_IDS, log = SILENT } = options;
    this.collectionOptions = {
      region: options.region ?? LOCAL_REGION,
      accountId: options.accountId ?? LOCAL_ACCOUNT,
      awsEndpoints: options.awsEndpoints ?? {},
      hasAwsCredentials: credentials !== undefined,
      vpcLinks: options.vpcLinks ?? {},
      lenience: options.lenience ?? STRICT,
      ...(options.stage !== undefined && { stage: options.stage }),
      ...(options.stages !== undefined && { stages: options.stages }),
      ...(options.stageVariables !== undefined && { stageVariables: options.stageVariables }),
    };
    const compiled = compileCollection(source.collection, this.collectionOptions);
    this.diagnostics = compiled.diagnostics;
    this.http = options.http ?? createHttpClient();
    this.lambdas = createLambdaInvoker(source.functions, {
      isolation: options.lambdaIsolation ?? 'thread',
      region: this.collectionOptions.region,
      accountId: this.collectionOptions.accountId,
      awsEndpoints: this.collectionOptions.awsEndpoints,
      log,
      clock,
      ids,
      ...options.lambda,
    });
    this.env = {
      clock,
      ids,
      log,
      http: this.http,
      signer: createRequestSigner(credentials),
      lambda: this.lambdas satisfies LambdaInvoker,
    };
    this.gateway = new Gateway(compiled.content, this.env, options);
  }

  /** Serves another version from the next request on; functions that did not change stay warm. */
  reload(source: RuntimeSource): void {
    const compiled = compileCollection(source.collection, this.collectionOptions);
    this.lambdas.reload(source.functions);
    this.diagnostics = compiled.diagnostics;
    this.gateway.replace(compiled.content);
  }

  async close(): Promise<void> {
    await Promise.all([this.lambdas.close(), this.http.close()]);
  }
}
