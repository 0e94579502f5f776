import type { ManagementEndpoint, OwnManagementEndpoint } from '../management-endpoint.js';
import { managementVariables } from './environment-variables.js';
import { accountVariables } from './function-account.js';
import type { InlineVariables } from './inline-variables.js';
import { nodeRuntime } from './node-runtime.js';

/** The gateways whose functions share this process, the latest last. */
const gateways: OwnManagementEndpoint[] = [];
let isLeading = false;

function findGateway(connectionId: string): ManagementEndpoint | undefined {
  return gateways.find((one) => one.hasConnection(connectionId)) ?? gateways.at(-1);
}

/**
 * Leads calls of `@connections` that functions of this process make to the gateway that has the connection, and gives their
 * SDK clients what they lack: a Region, credentials, an endpoint. Without a WebSocket API it does nothing.
 */
export class InlineManagement {
  private preparing: Promise<void> | undefined;
  private endpoint: OwnManagementEndpoint | undefined;

  constructor(
    private readonly findEndpoint: () => Promise<OwnManagementEndpoint | undefined>,
    private readonly variables: InlineVariables,
    private readonly region: string,
  ) {}

  /** Comes before the first call of a function. */
  prepare(functionName: string): Promise<void> {
    return (this.preparing ??= this.lead(functionName));
  }

  /** Lets calls go their own way again. */
  restore(): void {
    const index = this.endpoint === undefined ? -1 : gateways.indexOf(this.endpoint);
    if (index !== -1) gateways.splice(index, 1);
  }

  private async lead(functionName: string): Promise<void> {
    this.endpoint = await this.findEndpoint();
    if (this.endpoint === undefined) return;
    if (!isLeading) nodeRuntime.leadManagementCalls(findGateway);
    isLeading = true;
    gateways.push(this.endpoint);
    const lacking = { AWS_REGION: this.region, ...managementVariables(this.endpoint) };
    const given = Object.entries(lacking).filter(([name]) => process.env[name] === undefined);
    this.variables.set(functionName, { ...accountVariables(process.env), ...Object.fromEntries(given) });
  }
}
