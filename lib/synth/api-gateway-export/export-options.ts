import type { ApiPlace, DocumentObject } from '../../model/index.js';

/**
 * What an export may have beside plain OpenAPI.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html
 */
export const EXPORT_EXTENSIONS = ['integrations', 'authorizers', 'apigateway', 'documentation'] as const;

/** One word of the parameter `extensions`. */
export type ExportExtension = (typeof EXPORT_EXTENSIONS)[number];

/** The parameters of GetExport, and what the account knows of the API. */
export interface ExportOptions extends ApiPlace {
  readonly type: 'swagger' | 'oas30';
  /** Default: none. */
  readonly extensions?: readonly ExportExtension[];
  readonly stageName: string;
  /** When the API was deployed: the version of an API that has none. */
  readonly deployedAt: Date;
  /** The ids of resources, by path: the cache namespaces of methods that name none. */
  readonly resourceId: (path: string) => string;
}

/** The response of GetExport. */
export type ExportResult =
  | {
      readonly kind: 'exported';
      readonly document: DocumentObject;
      /** As the header Content-Disposition has it, for JSON: `oas30_1.0.json`. */
      readonly fileName: string;
    }
  | {
      readonly kind: 'refused';
      readonly error: { readonly status: 400; readonly code: 'BadRequestException'; readonly message: string };
    };
