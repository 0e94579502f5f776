import { Names, Stack } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { everyRequestArn, renderPermissionProperties } from '../../synth/cloudformation/index.js';
import { asL1Properties } from '../l1.js';
import type { DeclaredStage, InvokePermissionScope } from '../binding.js';
import { executeArn, routeArn, type InvokeScope } from '../paths/invoke-arn.js';
import type { InvokedFunction } from '../rest/releases/function-versions.js';
import { askForPermission, isOutOfReach, skipsPermissions } from './permission-elsewhere.js';

/**
 * The permissions by which an API invokes functions, one each. They stand with the API: a function's own
 * `addPermission` would make none for an imported function, and a circle for one of another stack.
 */
export class InvokePermissions extends Construct {
  private readonly allowed = new Map<IFunction, Set<string>>();
  /** The ARNs of the functions that every request may invoke. */
  private readonly everywhere = new Set<string>();
  private readonly functions: InvokedFunction[] = [];

  constructor(
    api: Construct,
    id: string,
    private readonly apiId: string,
    private readonly forEachStage: (visit: (stage: DeclaredStage) => void) => void,
  ) {
    super(api, id);
  }

  allow(handler: IFunction, { allowTestInvoke = true, ...scope }: InvokePermissionScope = {}): void {
    if (allowTestInvoke) this.allowScope(handler, scope);
    else this.forEachStage(({ name }) => this.allowScope(handler, { ...scope, stageName: name }));
  }

  /** Whether every request of the API may invoke the function already, whichever object stands for it. */
  covers(handler: IFunction): boolean {
    return this.everywhere.has(handler.functionArn);
  }

  /** The functions that the API may invoke, each with its permission. */
  get invoked(): readonly InvokedFunction[] {
    return this.functions;
  }

  private allowScope(handler: IFunction, scope: PermittedRequests): void {
    const requests = requestsOf(scope);
    const allowed = this.allowed.get(handler) ?? new Set();
    if (allowed.has(requests)) return;
    this.allowed.set(handler, allowed.add(requests));
    if (requests === '') this.everywhere.add(handler.functionArn);
    const id = [Names.nodeUniqueId(handler.node), requests].join(' ').trimEnd();
    const sourceArn = this.sourceArnOf(scope);
    if (skipsPermissions(handler) || isOutOfReach(handler, this)) {
      if (!skipsPermissions(handler)) askForPermission(this, id, handler, sourceArn);
      this.functions.push({ handler });
      return;
    }
    const properties = asL1Properties(renderPermissionProperties(handler.functionArn, sourceArn));
    const permission = new CfnPermission(this, id, properties as ConstructorParameters<typeof CfnPermission>[2]);
    this.functions.push({ handler, permission });
  }

  private sourceArnOf({ routeKey, ...scope }: PermittedRequests): string {
    const { apiId } = this;
    if (routeKey !== undefined) return routeArn(this, apiId, { routeKey, ...scope });
    if (Object.keys(scope).length > 0) return executeArn(this, apiId, scope);
    const { partition, region, account } = Stack.of(this);
    return everyRequestArn({ partition, region, account, apiId }) as string;
  }
}

/** Requests, or messages of a WebSocket API's route. */
type PermittedRequests = InvokeScope & Pick<InvokePermissionScope, 'routeKey'>;

/** The part of a permission's id that tells scopes apart; empty for all requests. */
function requestsOf({ stageName, httpMethod, path, routeKey }: PermittedRequests): string {
  return [stageName, httpMethod, path, routeKey]
    .filter((part) => part !== undefined)
    .map((part) => part.replaceAll('/', '|'))
    .join(' ');
}
