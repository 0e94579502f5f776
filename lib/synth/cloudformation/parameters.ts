import { isDeployTime, isDocumentObject, type Document, type Reference, type ValuePart } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { logicalId } from './logical-id.js';

export interface TemplateParameter {
  readonly Type: 'String';
  readonly Description?: string;
  readonly Default?: string;
}

type Documents = Readonly<Record<string, Document>>;

/**
 * Turns every reference to something that the template does not have into a parameter: `Fn::GetAtt` of `ListPets.Arn`
 * into `Ref` of `ListPetsArn`.
 *
 * @param own the logical ids that the template has
 */
export function declareParameters(
  resources: Documents,
  outputs: Documents,
  own: ReadonlySet<string>,
): {
  readonly parameters: Record<string, TemplateParameter>;
  readonly resources: Documents;
  readonly outputs: Documents;
} {
  const parameters: Record<string, TemplateParameter> = {};
  const declare = (part: ValuePart): ValuePart => {
    if (typeof part === 'string') return part;
    if (part.kind === 'intrinsic') return { ...part, argument: mapParts(part.argument, declare) };
    if (own.has(part.logicalId) || part.logicalId.startsWith('AWS::')) return part;
    const name = parameterName(part);
    parameters[name] = {
      Type: 'String',
      Description: part.attribute === undefined ? part.logicalId : `${part.logicalId}.${part.attribute}`,
    };
    return { kind: 'reference', logicalId: name };
  };
  const mapAll = (documents: Documents): Documents =>
    Object.fromEntries(Object.entries(documents).map(([id, document]) => [id, mapParts(document, declare)]));
  return { resources: mapAll(resources), outputs: mapAll(outputs), parameters };
}

/** An API or another piece of the model as a template gives it back: what it refers to outside is a parameter. */
export function referencesAsParameters<A extends object>(part: A): A {
  // Every member of the model is a document: readonly data with values in it.
  const { resources } = declareParameters({ part: part as unknown as Document }, {}, new Set());
  return resources.part as unknown as A;
}

function parameterName({ logicalId: id, attribute }: Reference): string {
  return logicalId(id, attribute ?? '');
}

function mapParts(document: Document, map: (part: ValuePart) => ValuePart): Document {
  if (isDeployTime(document)) return { kind: 'deploy-time', parts: document.parts.map(map) };
  if (isList(document)) return document.map((item) => mapParts(item, map));
  if (!isDocumentObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, mapParts(member, map)]));
}
