import type { Rule } from '../rule.js';
import { accessMisplaced } from './access-misplaced.js';
import { binaryTypeUnmatched } from './binary-type-unmatched.js';
import { bodyPathUnsupported } from './body-path-unsupported.js';
import { bodyRefused } from './body-refused.js';
import { cacheKeyInvalid } from './cache-key-invalid.js';
import { cacheKeyUndeclared } from './cache-key-undeclared.js';
import { cacheKeysMissing } from './cache-keys-missing.js';
import { callerCredentialsMissing } from './caller-credentials-missing.js';
import { connectUnauthenticated } from './connect-unauthenticated.js';
import { connectionParameterInvalid } from './connection-parameter-invalid.js';
import { corsCredentialsWildcard } from './cors-credentials-wildcard.js';
import { corsErrorsUnreadable } from './cors-errors-unreadable.js';
import { corsInvalid } from './cors-invalid.js';
import { corsGatewayResponseMissing } from './cors-gateway-response-missing.js';
import { corsOriginMissing } from './cors-origin-missing.js';
import { defaultResponseMissing } from './default-response-missing.js';
import { defaultRouteMissing } from './default-route-missing.js';
import { definitionUnused } from './definition-unused.js';
import { deployTimeValue } from './deploy-time-value.js';
import { documentationLocation } from './documentation-location.js';
import { duplicateRoute } from './duplicate-route.js';
import { gatewayParameterInvalid } from './gateway-parameter-invalid.js';
import { gatewayResponseIneffective } from './gateway-response-ineffective.js';
import { headerReserved } from './header-reserved.js';
import { httpMappingInvalid } from './http-mapping-invalid.js';
import { httpQuotaExceeded } from './http-quota-exceeded.js';
import { httpUriInvalid } from './http-uri-invalid.js';
import { identitySourceInvalid } from './identity-source-invalid.js';
import { identityValidation } from './identity-validation.js';
import { integrationResponseKeyInvalid } from './integration-response-key-invalid.js';
import { invalidEndpoint } from './invalid-endpoint.js';
import { invalidStageValue } from './invalid-stage-value.js';
import { invalidValue } from './invalid-value.js';
import { jsonPathRelease } from './jsonpath-release.js';
import { jwtUnmatched } from './jwt-unmatched.js';
import { nothingToDeploy } from './nothing-to-deploy.js';
import { parameterMappingInvalid } from './parameter-mapping-invalid.js';
import { pathInvalid } from './path-invalid.js';
import { pathParameterUnknown } from './path-parameter-unknown.js';
import { pathVariableSibling } from './path-variable-sibling.js';
import { pathValueUnencoded } from './path-value-unencoded.js';
import { policyMissing } from './policy-missing.js';
import { preflightAuthorized } from './preflight-authorized.js';
import { queryParameterNested } from './query-parameter-nested.js';
import { quotaExceeded } from './quota-exceeded.js';
import { requestParameterUndeclared } from './request-parameter-undeclared.js';
import { responseUndeclared } from './response-undeclared.js';
import { responseUnreachable } from './response-unreachable.js';
import { routeKeyInvalid } from './route-key-invalid.js';
import { routePathInvalid } from './route-path-invalid.js';
import { routeResponseIncomplete } from './route-response-incomplete.js';
import { routeSettingsUnknown } from './route-settings-unknown.js';
import { routeUnreachable } from './route-unreachable.js';
import { routesMissing } from './routes-missing.js';
import { schemaEnumRepeated } from './schema-enum-repeated.js';
import { schemaInvalid } from './schema-invalid.js';
import { schemaKeywordIgnored } from './schema-keyword-ignored.js';
import { selectionExpressionInvalid } from './selection-expression-invalid.js';
import { selectionUnmatched } from './selection-unmatched.js';
import { serviceBodyPassthrough } from './service-body-passthrough.js';
import { serviceIntegrationInvalid } from './service-integration-invalid.js';
import { settingsUnknown } from './settings-unknown.js';
import { stageVariableSecret } from './stage-variable-secret.js';
import { stageVariableUnknown } from './stage-variable-unknown.js';
import { templateMethod } from './template-method.js';
import { templatePath } from './template-path.js';
import { templateReference } from './template-reference.js';
import { templateSyntax } from './template-syntax.js';
import { tlsMissing } from './tls-missing.js';
import { unresolvedAuthorizer } from './unresolved-authorizer.js';
import { unresolvedModel } from './unresolved-model.js';
import { unresolvedValidator } from './unresolved-validator.js';
import { webSocketQuotaExceeded } from './websocket-quota-exceeded.js';
import { webSocketTargetInvalid } from './websocket-target-invalid.js';
import { writeUnauthenticated } from './write-unauthenticated.js';

/**
 * Every rule, in the order in which findings are reported: what the API is, then what it says, then what it costs.
 */
export const RULES: readonly Rule[] = [
  nothingToDeploy,
  routesMissing,
  duplicateRoute,
  routeKeyInvalid,
  defaultRouteMissing,
  routeUnreachable,
  pathInvalid,
  pathVariableSibling,
  routePathInvalid,
  pathParameterUnknown,
  unresolvedModel,
  unresolvedValidator,
  unresolvedAuthorizer,
  documentationLocation,
  policyMissing,
  callerCredentialsMissing,
  serviceBodyPassthrough,
  bodyRefused,
  tlsMissing,
  schemaInvalid,
  schemaEnumRepeated,
  schemaKeywordIgnored,
  invalidValue,
  httpUriInvalid,
  invalidEndpoint,
  binaryTypeUnmatched,
  invalidStageValue,
  parameterMappingInvalid,
  pathValueUnencoded,
  connectionParameterInvalid,
  gatewayParameterInvalid,
  requestParameterUndeclared,
  queryParameterNested,
  responseUndeclared,
  responseUnreachable,
  defaultResponseMissing,
  routeResponseIncomplete,
  integrationResponseKeyInvalid,
  webSocketTargetInvalid,
  accessMisplaced,
  gatewayResponseIneffective,
  httpMappingInvalid,
  headerReserved,
  bodyPathUnsupported,
  serviceIntegrationInvalid,
  corsInvalid,
  preflightAuthorized,
  jwtUnmatched,
  cacheKeyInvalid,
  cacheKeyUndeclared,
  cacheKeysMissing,
  settingsUnknown,
  routeSettingsUnknown,
  selectionExpressionInvalid,
  selectionUnmatched,
  identitySourceInvalid,
  identityValidation,
  stageVariableUnknown,
  stageVariableSecret,
  templateSyntax,
  templateReference,
  templateMethod,
  templatePath,
  jsonPathRelease,
  corsErrorsUnreadable,
  corsCredentialsWildcard,
  corsOriginMissing,
  corsGatewayResponseMissing,
  writeUnauthenticated,
  connectUnauthenticated,
  definitionUnused,
  quotaExceeded,
  httpQuotaExceeded,
  webSocketQuotaExceeded,
  deployTimeValue,
];
