import { API_GATEWAY_RESOURCES, isApiGatewayResourceType } from '../../formats/cloudformation.js';
import { diagnostic, type Diagnostic, type Json } from '../../model/index.js';
import { editDistance } from '../../support/edit-distance.js';
import { isObject } from '../../support/is-object.js';
import { strayMembers } from './resource-attributes.js';

/**
 * Reports resources that CloudFormation refuses: one without a type, a slip in the name of a type of API Gateway, and members
 * beside the properties. One without a type is in no API here; the others are read as they were meant, for they may guard something.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
export function reportResourceTypes(resources: Json | undefined, report: (finding: Diagnostic) => void): void {
  if (!isObject(resources)) return;
  for (const [id, resource] of Object.entries(resources)) {
    // A transform that could not be carried out is reported as one.
    if (!isObject(resource) || id === 'Fn::Transform') continue;
    const mistake = mistakeIn(resource.Type);
    if (mistake !== undefined) report(diagnostic('invalid-value', { element: id, property: 'Type' }, mistake));
    if (typeof resource.Type !== 'string' || !isApiGatewayResourceType(resource.Type)) continue;
    for (const name of Object.keys(strayMembers(resource))) {
      const message = `CloudFormation has no resource attribute ${name}; properties belong in Properties`;
      report(diagnostic('invalid-value', { element: id, property: name }, message));
    }
  }
}

function mistakeIn(type: Json | undefined): string | undefined {
  if (typeof type !== 'string' || type === '') {
    return `The resource has ${type === undefined ? 'no type' : `the type ${JSON.stringify(type)}`}; expected a type, such as AWS::ApiGatewayV2::Route`;
  }
  const intended = intendedType(type);
  return intended && `CloudFormation has no type ${type}; did you mean ${intended}?`;
}

const TYPES = Object.keys(API_GATEWAY_RESOURCES).map((type) => [type, type.toLowerCase()] as const);
const MOST_SLIPS = 2;

/** The type of API Gateway that a type one or two slips away is meant to be; undefined for one that is right, or of another service. */
export function intendedType(type: string): string | undefined {
  if (isApiGatewayResourceType(type)) return undefined;
  const given = type.toLowerCase();
  const close = TYPES.filter(([, name]) => Math.abs(name.length - given.length) <= MOST_SLIPS);
  return close.find(([, name]) => editDistance(given, name) <= MOST_SLIPS)?.[0];
}
