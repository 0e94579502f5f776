import {
  isDeployTime,
  isDocumentObject,
  isDraft4Keyword,
  keywordsOf,
  printModelReference,
  type DeployTimeValue,
  type Document,
  type SchemaModel,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { nameOf } from './names.js';
import { referredId, type ApiResource, type ReadContext } from './resources.js';
import { parseTextDocument } from './text-document.js';

/**
 * Reads a model of a REST or WebSocket API.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-model.html
 */
export function readSchemaModel(resource: ApiResource, context: ReadContext): SchemaModel {
  const { properties } = resource;
  const contentType = properties.text('ContentType');
  const description = properties.text('Description');
  const written = properties.document('Schema');
  const parsed = typeof written === 'string' || isDeployTime(written) ? parseTextDocument(written) : written;
  if (written !== undefined && parsed === undefined) {
    properties.report('schema-invalid', 'Schema', `Cannot read the schema of model ${resource.id}: it is no JSON`);
  }
  if (parsed !== undefined) reportRefusedKeywords(parsed, resource);
  return {
    name: nameOf(resource),
    ...defined({ contentType, description }),
    schema: withModelReferences(parsed ?? {}, context),
  };
}

/**
 * Reports what API Gateway refuses in the schema of a model that is a resource of its own; of a document it drops that.
 *
 * Observed: https://github.com/aws/aws-cdk/issues/14585 ("Unsupported keyword(s)"), https://github.com/aws/aws-cdk/issues/27433
 * (`required` without names)
 */
function reportRefusedKeywords(schema: Document, { id, properties }: ApiResource): void {
  const refuse = (what: string): void => {
    properties.report('schema-invalid', 'Schema', `API Gateway refuses the schema of model ${id}: ${what}`);
  };
  const unsupported = new Set<string>();
  for (const { keyword, pointer, value } of keywordsOf(schema)) {
    if (!isDraft4Keyword(keyword)) unsupported.add(keyword);
    if (keyword === 'required' && isList(value) && value.length === 0) {
      refuse(`${pointer}/required is an empty list; expected at least one name, or no "required"`);
    }
  }
  if (unsupported.size > 0) refuse(`draft 4 has no ${[...unsupported].map((name) => `"${name}"`).join(', ')}`);
}

/** A reference to another model in the form that the model has: `#/models/<name>`. */
function withModelReferences(schema: Document, context: ReadContext): Document {
  if (isList(schema)) return schema.map((item) => withModelReferences(item, context));
  if (!isDocumentObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, member]) => {
      const name = key === '$ref' ? modelName(member, context) : undefined;
      return [key, name === undefined ? withModelReferences(member, context) : printModelReference(name)];
    }),
  );
}

/** `https://apigateway.amazonaws.com/restapis/<api>/models/<name>`, either part of it a reference or a text. */
function modelName(ref: Document, context: ReadContext): string | undefined {
  if (typeof ref === 'string') return /^https?:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/([^/]+)$/.exec(ref)?.[1];
  if (!isDeployTime(ref)) return undefined;
  const [head] = ref.parts;
  const last = ref.parts.at(-1);
  if (typeof head !== 'string' || !/^https?:\/\/apigateway\.$|^https?:\/\/apigateway\.[^/]+\/restapis\//.test(head)) {
    return undefined;
  }
  if (typeof last === 'string') return /\/models\/([^/]+)$/.exec(last)?.[1];
  const before = ref.parts.at(-2);
  if (last === undefined || typeof before !== 'string' || !before.endsWith('/models/')) return undefined;
  const own: DeployTimeValue = { kind: 'deploy-time', parts: [last] };
  const model = context.resources.referred(own, 'AWS::ApiGateway::Model');
  return model === undefined ? referredId(own) : nameOf(model);
}
