import { editDistance } from '../support/edit-distance.js';

/** What formats call what decides who may call, in lower case and without hyphens. */
const NAMES = [
  'apikey',
  'apikeyrequired',
  'auth',
  'authorization',
  'authorizationscopes',
  'authorizationtype',
  'authorizer',
  'authorizerid',
  'authorizers',
  'authtype',
  'defaultauthorizer',
  'iam',
  'oauth',
  'resourcepolicy',
  'scopes',
  'security',
];

/** Parts of names that mean access control and nothing else: `authorizerArn`, `iamAuthentication`. */
const STEM = /authori[sz]|authentica/;

/** Of a longer name; a short one is too near to others. */
const MAX_MISTAKES = 2;

/**
 * Whether a member that a format does not have there looks like one that asks for access control, misspelled or in the
 * wrong place: its author means to close what would stay open.
 */
export function asksForAccess(name: string): boolean {
  if (/^x-(?!amazon-apigateway-)/i.test(name)) return false;
  const plain = name
    .toLowerCase()
    .replace(/^x-amazon-apigateway-/, '')
    .replace(/[-_]/g, '');
  return (
    STEM.test(plain) ||
    NAMES.some((known) => plain === known || (known.length > 6 && editDistance(plain, known) <= MAX_MISTAKES))
  );
}
