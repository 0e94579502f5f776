import { Tokenization, type CfnResource } from 'aws-cdk-lib';
import { canonicalJson } from '../../../support/canonical-json.js';
import { readTokens, type TokenReader } from '../../tokens.js';
import { ownProperties, printOverrides } from '../resolved-resource.js';

type L1Properties = Readonly<Record<string, unknown>>;

/** A resource that we made, which tells what others changed of it since: escape hatches, aspects, its own members. */
export class WatchedResource {
  private readonly made = new Map<string, { readonly value: unknown; readonly print: string }>();

  constructor(readonly resource: CfnResource) {
    for (const [name, value] of Object.entries(ownProperties(resource))) this.remember(name, value);
  }

  /** Takes new properties over; one that somebody else changed is left alone. */
  update(properties: L1Properties): void {
    const own = ownProperties(this.resource);
    for (const name of new Set([...this.made.keys(), ...Object.keys(properties)])) {
      const value = properties[name];
      if (printShape(value) === this.made.get(name)?.print || !this.isAsMade(name, own[name])) continue;
      (this.resource as unknown as Record<string, unknown>)[name] = value;
      this.remember(name, value);
    }
  }

  /** Whether somebody took the resource out of the tree. */
  get isRemoved(): boolean {
    const { scope, id } = this.resource.node;
    return scope?.node.tryFindChild(id) !== this.resource;
  }

  /** What others changed, as comparable text; empty for nothing. Tags act at once and do not count. */
  changes(read: TokenReader): string {
    if (this.isRemoved) return 'removed';
    const { tags: _tags, ...own } = ownProperties(this.resource);
    const changed = Object.entries(own).filter(([name, value]) => !this.isAsMade(name, value));
    const overrides = printOverrides(this.resource, read);
    if (changed.length === 0) return overrides === NO_OVERRIDES ? '' : overrides;
    return `${canonicalJson(readTokens(Object.fromEntries(changed.map(deleted)), read))} ${overrides}`;
  }

  private isAsMade(name: string, value: unknown): boolean {
    const made = this.made.get(name);
    if (Object.is(made?.value, value) && (typeof value !== 'object' || Tokenization.isResolvable(value))) return true;
    return printShape(value) === (made?.print ?? printShape(undefined));
  }

  private remember(name: string, value: unknown): void {
    this.made.set(name, { value, print: printShape(value) });
  }
}

const NO_OVERRIDES = '{}';

/** A property that was taken away is a change as well. */
function deleted([name, value]: readonly [string, unknown]): readonly [string, unknown] {
  return [name, value ?? { deleted: true }];
}

/** Text that tells values apart; a token object, which refers to constructs, counts as itself only. */
function printShape(value: unknown): string {
  const text = JSON.stringify(value, (_, member: unknown) =>
    Tokenization.isResolvable(member) ? { token: String(member) } : member,
  ) as string | undefined;
  return text ?? 'undefined';
}
