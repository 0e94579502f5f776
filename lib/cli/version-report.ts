import { withServed } from './definition-findings.js';
import type { LocalRuntime } from '../runtime/local-runtime.js';
import type { ApiListeners } from './api-listeners.js';
import type { LoadedConfiguration } from './configuration.js';
import { checkSource } from './lint/check-source.js';
import type { Output } from './output.js';
import type { OpenedSource } from './source-options.js';

/** Members of `sluice.json` that a runtime is made with; the others are read with each version. */
const NEEDS_RESTART = [
  'accessLogs',
  'awsEndpoints',
  'clientCertificates',
  'environment',
  'executionLogs',
  'identities',
  'issuers',
  'quotas',
  'stages',
  'vpcEndpoints',
  'vpcLinks',
] as const;

/** Tells of each version that is served what the one before was not: its findings, its addresses, its settings. */
export class VersionReport {
  private findings: ReadonlySet<string> = new Set();
  private addresses: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly runtime: LocalRuntime,
    private readonly listeners: ApiListeners,
    private readonly started: LoadedConfiguration,
    private readonly output: Output,
  ) {}

  tellFindings(version: OpenedSource): void {
    const found = withServed(
      checkSource(version).findings.map(({ finding }) => finding),
      this.runtime.diagnostics,
    ).filter(({ severity }) => severity !== 'info');
    this.output.diagnostics(found.filter((finding) => !this.findings.has(JSON.stringify(finding))));
    this.findings = new Set(found.map((finding) => JSON.stringify(finding)));
  }

  tellSettings({ file, values }: LoadedConfiguration): void {
    const stale = NEEDS_RESTART.filter(
      (member) => JSON.stringify(values[member]) !== JSON.stringify(this.started.values[member]),
    );
    if (stale.length > 0) this.output.log(`Restart to use the new ${stale.join(', ')} of ${file ?? 'sluice.json'}`);
  }

  /** What was there when the server began is announced in another form. */
  rememberAddresses(): void {
    this.addresses = this.addressesNow();
  }

  /** @returns whether they are others than before */
  tellAddresses(): boolean {
    const [before, now] = [this.addresses, this.addressesNow()];
    for (const [url, name] of before) if (!now.has(url)) this.output.log(`No longer serving ${name} at ${url}`);
    for (const [url, name] of now) if (!before.has(url)) this.output.log(`Serving ${name} at ${url}`);
    this.addresses = now;
    return [...before.keys()].join() !== [...now.keys()].join();
  }

  private addressesNow(): ReadonlyMap<string, string> {
    return new Map(
      this.listeners
        .stages()
        .map(({ api, stage, url, webSocketUrl = url }) => [webSocketUrl, `${api.id}, stage ${stage.name}`]),
    );
  }
}
