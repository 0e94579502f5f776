import {
  CfnElement,
  DefaultTokenResolver,
  Reference,
  Stack,
  StringConcat,
  Token,
  Tokenization,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { parseLateText, type Document, type JsonObject } from '../model/index.js';
import { canonicalJson } from '../support/canonical-json.js';
import { isObject } from '../support/is-object.js';
import { callOf, parseIntrinsics } from '../intrinsics/index.js';

/** Gives what one token stands for: a text, a number, a list or a value that only deployment knows. */
export type TokenReader = (token: unknown) => Document | undefined;

/**
 * The tokens of the CDK that plain data holds, each once: encoded texts, numbers and lists, and resolvable objects. One
 * function's ARN in a thousand routes is one token.
 */
export function distinctTokens(data: unknown): readonly unknown[] {
  const tokens = new Map<unknown, unknown>();
  const visit = (value: unknown): void => {
    const key = tokenKey(value);
    if (key !== undefined) tokens.set(key, value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(data);
  return [...tokens.values()];
}

/** Plain data with every token read; members whose token turns out undefined are left out. */
export function readTokens<T>(data: T, read: TokenReader): T {
  const cache = new Map<unknown, Document | undefined>();
  const visit = (value: unknown): unknown => {
    const key = tokenKey(value);
    if (key !== undefined) {
      if (!cache.has(key)) cache.set(key, read(value));
      return cache.get(key);
    }
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return parseLateText(
      Object.fromEntries(
        Object.entries(value)
          .map(([name, member]) => [name, visit(member)] as const)
          .filter(([, member]) => member !== undefined),
      ),
    );
  };
  return visit(data) as T;
}

/** Reads tokens as the template of `scope`'s stack will have them. */
export function asInTemplate(scope: IConstruct): TokenReader {
  const stack = Stack.of(scope);
  return (token) => parseIntrinsics(stack.resolve(token) as Document);
}

/**
 * Reads tokens so that the same thing reads the same at any time and from any stack: a reference at any depth is
 * `<stack path>/<logical id>.<attribute>`, whatever export or parameter carries it in the end.
 */
export function asIdentity(scope: IConstruct): TokenReader {
  const resolver = new IdentityResolver();
  return (token) => parseIntrinsics(Tokenization.resolve(token, { scope, resolver, preparing: false }) as Document);
}

/** What `asIdentity` calls something: `<stack path>/<logical id>`. */
export function identityOf(target: IConstruct): string {
  return CfnElement.isCfnElement(target)
    ? `${target.stack.node.path}/${String(target.stack.resolve(target.logicalId))}`
    : target.node.path;
}

/** The constructs that a token refers to. */
export function referencedBy(token: unknown, scope: IConstruct): readonly IConstruct[] {
  const resolver = new CollectingResolver();
  Tokenization.resolve(token, { scope, resolver, preparing: true });
  return [...resolver.targets];
}

function tokenKey(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('Token[') && Token.isUnresolved(value) ? value : undefined;
  if (typeof value === 'number') return Token.isUnresolved(value) ? value : undefined;
  if (Array.isArray(value)) return Token.isUnresolved(value) ? (value as unknown[]).join() : undefined;
  return Tokenization.isResolvable(value) ? value : undefined;
}

/** Leaves CloudFormation's functions in place, so that a whole resource is resolved in the CDK's own way. */
class IdentityResolver extends DefaultTokenResolver {
  constructor() {
    super({ join: (left, right) => ({ 'Fn::Join': ['', [asText(left), asText(right)]] }) });
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    const place = identityOf(token.target);
    return token.displayName === 'Ref' ? { Ref: place } : { 'Fn::GetAtt': [place, token.displayName] };
  }
}

/** A concatenation has texts and functions in it; whatever else stands there is printed. */
function asText(value: unknown): unknown {
  if (typeof value === 'string' || isFunctionCall(value)) return value;
  return value === undefined ? '' : canonicalJson(value);
}

function isFunctionCall(value: unknown): boolean {
  return isObject(value) && callOf(value as JsonObject) !== undefined;
}

class CollectingResolver extends DefaultTokenResolver {
  readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) this.targets.add(token.target);
    return super.resolveToken(token, context, postProcessor);
  }
}
