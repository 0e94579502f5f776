import { Token, Tokenization } from 'aws-cdk-lib';
import { callOf, parseIntrinsics, printIntrinsics } from '../../intrinsics/index.js';
import {
  isDeployTime,
  joinValues,
  reference,
  type DeployTimeValue,
  type Document,
  type DocumentObject,
  type Value,
} from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { distinctTokens } from '../tokens.js';

/**
 * The tokens of the CDK and the functions of CloudFormation in a user's document. Readers of documents take each as a value
 * that only deployment knows.
 */
export class DocumentTokens {
  private readonly tokens = new Map<string, unknown>();
  private readonly calls = new Map<string, string>();

  /** Plain data with the tokens back in it, each as the string, number or list that encodes it. */
  restore<T>(data: T): T {
    return this.visit(data) as T;
  }

  /** A document with each token replaced by a placeholder. */
  replace(value: unknown): Document {
    if (typeof value === 'string') return this.replaceText(value);
    if (typeof value === 'number') return Token.isUnresolved(value) ? this.placeholder(value) : value;
    if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null;
    if (Tokenization.isResolvable(value)) return this.placeholder(Token.asString(value));
    if (Array.isArray(value)) {
      return Token.isUnresolved(value) ? this.placeholder(value) : value.map((item) => this.replace(item));
    }
    if (typeof value !== 'object') return null;
    const members = value as Readonly<Record<string, unknown>>;
    if (callOf(members) !== undefined) return this.replaceCall(members as DocumentObject);
    return Object.fromEntries(
      Object.entries(members)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [name, this.replace(member)]),
    );
  }

  private replaceText(text: string): Value<string> {
    if (!Token.isUnresolved(text)) return text;
    return joinValues(splitTokens(text).map((part) => (Token.isUnresolved(part) ? this.placeholder(part) : part)));
  }

  /** Literals around references stay, for a reader knows a function by them. */
  private replaceCall(call: DocumentObject): Document {
    const value = distinctTokens(call).length > 0 ? undefined : parseIntrinsics(call);
    if (!isDeployTime(value)) return value ?? this.placeholder(Token.asString(call));
    return joinValues(
      value.parts.map((part) =>
        typeof part === 'string'
          ? part
          : this.placeholder(this.tokenOf(printIntrinsics({ kind: 'deploy-time', parts: [part] }))),
      ),
    );
  }

  /** One token for all places that call a function alike. */
  private tokenOf(call: unknown): string {
    const written = canonicalJson(call);
    const token = this.calls.get(written) ?? Token.asString(call);
    this.calls.set(written, token);
    return token;
  }

  private placeholder(encoded: unknown): DeployTimeValue {
    const known = [...this.tokens].find(([, token]) => token === encoded);
    const name = known?.[0] ?? `Token${this.tokens.size + 1}`;
    this.tokens.set(name, encoded);
    return reference(name);
  }

  private visit(data: unknown): unknown {
    if (isDeployTime(data)) {
      const parts = data.parts.map((part) =>
        typeof part === 'object' && part.kind === 'reference' ? (this.tokens.get(part.logicalId) ?? part) : part,
      );
      return parts.length === 1 ? parts[0] : parts.map((part) => Token.asString(part)).join('');
    }
    if (Array.isArray(data)) return Token.isUnresolved(data) ? data : data.map((item) => this.visit(item));
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([name, member]) => [name, this.visit(member)]));
  }
}

/** The tokens and literals of a string, in order. */
export function splitTokens(text: string): readonly string[] {
  return text.split(ENCODED_TOKEN);
}

/** A token as the CDK writes it into strings. */
const ENCODED_TOKEN = /(\$\{Token\[[^\]]+\]\})/;
