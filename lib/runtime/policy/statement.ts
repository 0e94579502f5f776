import { parseArn } from '../../model/arn.js';
import { isObject } from '../../support/is-object.js';
import { compileArnPattern } from './arn-pattern.js';
import { compileCondition } from './condition.js';
import { compilePattern, type TextTest } from './pattern.js';
import type { PolicyKind } from './policy-kind.js';
import { compilePrincipals, type PrincipalTest } from './principal.js';
import { readTexts, type PolicyReading } from './reading.js';
import type { AccessRequest } from './request.js';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Whether it is about the request. */
  applies(request: AccessRequest): boolean;
}

type RequestTest = (request: AccessRequest) => boolean;

const MEMBERS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** Compiles a statement; the problems of one that cannot be read are reported. */
export function compileStatement(
  statement: unknown,
  kind: PolicyKind,
  place: string,
  reading: PolicyReading,
): Statement {
  if (!isObject(statement)) {
    reading.report(place, `Found ${JSON.stringify(statement)}; expected a statement`);
    return NO_STATEMENT;
  }
  const unknown = Object.keys(statement).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined) reading.report(place, `"${unknown}" is no element of a statement`);
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    reading.report(`${place}.Effect`, `Found ${JSON.stringify(effect)}; expected "Allow" or "Deny"`);
    return NO_STATEMENT;
  }
  const tests = [
    compilePrincipalElement(statement, effect, kind, place, reading),
    compileActionElement(statement, place, reading),
    compileResourceElement(statement, kind, place, reading),
    compileCondition(statement.Condition, `${place}.Condition`, reading),
  ];
  return { effect, applies: (request) => tests.every((test) => test(request)) };
}

const NO_STATEMENT: Statement = { effect: 'Deny', applies: () => true };

interface Element {
  readonly value: unknown;
  readonly place: string;
  readonly negated: boolean;
}

/** The element of a name or its `Not…` form, of which a statement has one. */
function elementOf(
  statement: Readonly<Record<string, unknown>>,
  name: string,
  place: string,
  reading: PolicyReading,
): Element | undefined {
  const given = [name, `Not${name}`].filter((member) => statement[member] !== undefined);
  const [member] = given;
  if (member === undefined || given.length > 1) {
    reading.report(place, `Found ${member === undefined ? 'neither' : 'both'} ${name} and Not${name}; expected one`);
    return undefined;
  }
  return { value: statement[member], place: `${place}.${member}`, negated: member !== name };
}

function compilePrincipalElement(
  statement: Readonly<Record<string, unknown>>,
  effect: 'Allow' | 'Deny',
  kind: PolicyKind,
  place: string,
  reading: PolicyReading,
): RequestTest {
  if (!kind.hasPrincipal) {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      reading.report(place, 'A policy of this kind names no principal: it is about whoever it belongs to');
    }
    return () => true;
  }
  const element = elementOf(statement, 'Principal', place, reading);
  if (element === undefined) return () => false;
  const match = compilePrincipals(element.value, element.place, reading);
  return (element.negated ? PRINCIPAL_RULES.NotPrincipal : PRINCIPAL_RULES.Principal)[effect](match);
}

/**
 * Which callers a statement is about.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html An Allow to an
 * account leaves it to the policies of that account. In the account of the resource itself it therefore lets nobody in.
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html A Deny with
 * NotPrincipal spares a caller whose session, role and account are listed.
 * Assumed: an Allow with NotPrincipal passes over a caller of whom any of these is listed.
 */
const PRINCIPAL_RULES: Readonly<
  Record<'Principal' | 'NotPrincipal', Readonly<Record<'Allow' | 'Deny', (match: PrincipalTest) => RequestTest>>>
> = {
  Principal: {
    Allow: (match) => (request) => {
      const { names, namesAccount } = match(request);
      return names || (namesAccount && !isOwnAccount(request));
    },
    Deny: (match) => (request) => {
      const { names, namesAccount } = match(request);
      return names || namesAccount;
    },
  },
  NotPrincipal: {
    Allow: (match) => (request) => {
      const { names, namesAccount } = match(request);
      return !names && !namesAccount;
    },
    Deny: (match) => (request) => !match(request).namesWholly,
  },
};

function isOwnAccount({ principal, resource }: AccessRequest): boolean {
  return principal?.accountId === parseArn(resource)?.account;
}

const ACTION = /^(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/;

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html Case does not count. */
function compileActionElement(
  statement: Readonly<Record<string, unknown>>,
  place: string,
  reading: PolicyReading,
): RequestTest {
  const element = elementOf(statement, 'Action', place, reading);
  if (element === undefined) return () => false;
  const tests = readTexts(element.value, element.place, reading).map((text) => {
    if (!ACTION.test(text)) {
      reading.report(element.place, `"${text}" is no action; expected "*" or one such as "execute-api:Invoke"`);
    }
    return compilePattern(text.toLowerCase(), { wildcards: true }, element.place, reading);
  });
  return ({ action, conditions }) => isOneOf(tests, action.toLowerCase(), conditions) !== element.negated;
}

function compileResourceElement(
  statement: Readonly<Record<string, unknown>>,
  kind: PolicyKind,
  place: string,
  reading: PolicyReading,
): RequestTest {
  const element = elementOf(statement, 'Resource', place, reading);
  if (element === undefined) return () => false;
  const tests = readTexts(element.value, element.place, reading).map((text) => {
    const { resourceCharacters = Infinity, expandResource } = kind;
    if (text.length > resourceCharacters) {
      reading.report(
        element.place,
        `A resource of ${text.length} characters; API Gateway reads at most ${resourceCharacters}`,
      );
    }
    const arn = expandResource?.(text) ?? text;
    if (arn === '*') return () => true;
    if (!arn.startsWith('arn:')) {
      reading.report(element.place, `"${text}" is no ARN; expected "*" or one such as "arn:aws:execute-api:*:*:*"`);
    }
    return compilePattern(arn, { wildcards: true, compile: compileArnPattern }, element.place, reading);
  });
  return ({ resource, conditions }) => isOneOf(tests, resource, conditions) !== element.negated;
}

function isOneOf(tests: readonly TextTest[], text: string, conditions: AccessRequest['conditions']): boolean {
  return tests.some((test) => test(text, conditions));
}
