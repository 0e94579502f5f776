import type { DefinitionDraft } from '../definition/definition-draft.js';
import {
  draftOpenApi,
  emptyOpenApi,
  finishOpenApi,
  isOpenApi,
  type OpenApiDraft,
} from '../definition/openapi-draft.js';
import {
  draftSwagger,
  emptySwagger,
  finishSwagger,
  isSwagger,
  type SwaggerDraft,
} from '../definition/swagger-draft.js';
import { SamMap, mapOf, type SamValue } from '../values/sam-value.js';

/** What differs between the two kinds of APIs that events make by themselves. */
export interface ImplicitApi<Draft extends DefinitionDraft> {
  readonly eventType: 'Api' | 'HttpApi';
  readonly apiType: string;
  readonly logicalId: string;
  /** The property of an event that names its API. */
  readonly idProperty: 'RestApiId' | 'ApiId';
  readonly initialProperties: () => SamMap;
  readonly isDefinition: (value: SamValue | undefined) => value is SamMap;
  readonly draft: (definition: SamValue | undefined) => Draft;
  readonly finish: (draft: Draft) => SamMap;
}

export const REST: ImplicitApi<SwaggerDraft> = {
  eventType: 'Api',
  apiType: 'AWS::Serverless::Api',
  logicalId: 'ServerlessRestApi',
  idProperty: 'RestApiId',
  initialProperties: () => mapOf({ StageName: 'Prod', DefinitionBody: emptySwagger(), __MANAGE_SWAGGER: true }),
  isDefinition: isSwagger,
  draft: draftSwagger,
  finish: finishSwagger,
};

export const HTTP: ImplicitApi<OpenApiDraft> = {
  eventType: 'HttpApi',
  apiType: 'AWS::Serverless::HttpApi',
  logicalId: 'ServerlessHttpApi',
  idProperty: 'ApiId',
  initialProperties: () => mapOf({ DefinitionBody: emptyOpenApi(), __MANAGE_SWAGGER: true }),
  isDefinition: isOpenApi,
  draft: draftOpenApi,
  finish: finishOpenApi,
};
