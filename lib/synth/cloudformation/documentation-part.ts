import {
  isDeployTime,
  joinValues,
  printValue,
  type Document,
  type DocumentationPart,
  type DocumentObject,
  type Value,
  type ValuePart,
} from '../../model/index.js';

const LOCATION = { type: 'Type', path: 'Path', method: 'Method', statusCode: 'StatusCode', name: 'Name' } as const;

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-documentationpart.html */
export function renderDocumentationPart({ location, properties }: DocumentationPart): DocumentObject {
  const members = Object.entries(LOCATION).flatMap(([name, property]) => {
    const value = location[name];
    return value === undefined ? [] : [[property, value] as const];
  });
  return { Location: Object.fromEntries(members), Properties: printJsonText(properties) };
}

/** A name that no other part of the API has: there is one part for a location. */
export function documentationPartName({ location }: DocumentationPart): string {
  return Object.keys(LOCATION)
    .flatMap((name) => location[name] ?? [])
    .map((value) => (typeof value === 'string' || isDeployTime(value) ? printValue(value) : JSON.stringify(value)))
    .join(' ');
}

// Stands in JSON text for a value that only deployment knows.
const PLACEHOLDER = '\u{F0001}';

/** JSON text of a document; values that only deployment knows stay values inside of it. */
function printJsonText(document: Document): Value<string> {
  const unknowns: ValuePart[] = [];
  const printPart = (part: ValuePart): string =>
    typeof part === 'string' ? part : `${PLACEHOLDER}${unknowns.push(part) - 1}${PLACEHOLDER}`;
  const text = JSON.stringify(document, (_, member: unknown) =>
    isDeployTime(member) ? member.parts.map(printPart).join('') : member,
  );
  return joinValues(
    text.split(PLACEHOLDER).map((piece, index) => (index % 2 === 0 ? piece : (unknowns[Number(piece)] ?? piece))),
  );
}
