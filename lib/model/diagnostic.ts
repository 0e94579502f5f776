/** A finding about a definition: who wrote it can change it. All findings of a source are reported together. */
export interface Diagnostic {
  /** A word for the kind of finding, under which it is acknowledged. */
  readonly code: DiagnosticCode;
  /** Whether the API is refused, or serves with a warning or a note. */
  readonly severity: Severity;
  /** What was found and what is expected. */
  readonly message: string;
  /** Where in the definition it was found. */
  readonly place: Place;
}

export type Severity = 'error' | 'warning' | 'info';

/** Where in a definition, in the words of its author. */
export interface Place {
  /** The id of the API, in a source that has several. */
  readonly api?: string;
  /** `POST /pets`, `stage prod`, `model Pet`, a logical id. */
  readonly element?: string;
  /** Below the element: `requestTemplates["application/json"]`, `Properties.Body`. */
  readonly property?: string;
  readonly file?: string;
  /** Both from 1. */
  readonly line?: number;
  readonly column?: number;
  /** Lines of the source with a caret under the column. */
  readonly excerpt?: string;
}

interface DiagnosticKind {
  readonly severity: Severity;
  /** What the finding means and what would do, for the documentation. */
  readonly meaning: string;
  /**
   * The severity when a definition is checked rather than made by constructs or served, where it is another: what is about
   * this machine only, and what constructs refuse and AWS takes.
   */
  readonly whenChecked?: Severity;
}

/**
 * Every code that a definition can be reported under. Messages are written where the finding is made, for only there is
 * known what was found.
 */
export const DIAGNOSTICS = {
  'not-simulated': {
    severity: 'warning',
    meaning: 'Sluice does not imitate this yet; a route whose access control is not imitated is refused with 501.',
    whenChecked: 'info',
  },
  'not-read': {
    severity: 'warning',
    meaning: 'A property or extension is known by name and not carried by the model.',
  },
  'unknown-property': {
    severity: 'warning',
    meaning: 'The format has no such property; it has no effect on AWS either, or makes it refuse the definition.',
  },
  'invalid-value': { severity: 'error', meaning: 'API Gateway refuses this value.' },
  'unresolved-value': {
    severity: 'warning',
    meaning: 'Only deployment knows the value; give it with --template-parameter or in sluice.json.',
    whenChecked: 'info',
  },
  'intrinsic-unresolved': {
    severity: 'info',
    meaning: 'A document calls functions of CloudFormation, which API Gateway does not evaluate when it imports it.',
    whenChecked: 'warning',
  },
  'unresolved-reference': { severity: 'error', meaning: 'Something is named that the definition does not have.' },
  'not-representable': { severity: 'warning', meaning: 'The target format cannot carry this part of the model.' },
  'duplicate-key': { severity: 'warning', meaning: 'A key stands twice in one object; the last one counts.' },
  'duplicate-route': { severity: 'error', meaning: 'Two methods answer the same path and HTTP method.' },
  'path-invalid': {
    severity: 'error',
    meaning:
      'API Gateway refuses the path: two variable siblings, a child of a greedy part, a variable inside a segment.',
  },
  'parameter-mapping-invalid': { severity: 'error', meaning: 'No mapping expression that API Gateway knows.' },
  'cache-key-undeclared': {
    severity: 'error',
    meaning: 'A cache key names a parameter that the method or its integration does not have.',
  },
  'request-parameter-undeclared': {
    severity: 'error',
    meaning: 'A mapping of an integration reads a parameter that the method request does not declare.',
  },
  'response-undeclared': {
    severity: 'error',
    meaning: 'An integration response sets a status or a header that the method does not declare.',
  },
  'response-unreachable': {
    severity: 'warning',
    meaning: 'The selection pattern of an integration response matches nothing, or another response has it too.',
  },
  'default-response-missing': {
    severity: 'warning',
    meaning: 'No integration response is for a part of what the backend may answer; the client gets 500 instead of it.',
  },
  'settings-unknown': {
    severity: 'warning',
    meaning:
      'Settings name a path, a method or a route that the API does not have. Those of a REST API have no effect; API Gateway refuses those of a route.',
  },
  'default-route-missing': {
    severity: 'info',
    meaning: 'A WebSocket API has no $default route; a message that no other route takes gets a Forbidden frame.',
  },
  'route-unreachable': {
    severity: 'warning',
    meaning: 'The route selection expression of a WebSocket API never results in the key of a route.',
  },
  'integration-missing': {
    severity: 'warning',
    meaning: 'A route of a WebSocket API has no integration; its messages are passed on to nothing.',
  },
  'route-response-incomplete': {
    severity: 'warning',
    meaning:
      'A route of a WebSocket API declares a part of what a response requires: the route response $default and, without proxy integration, an integration response.',
  },
  'selection-unmatched': {
    severity: 'warning',
    meaning: 'A selection expression without variables selects a template or a model that is not there.',
  },
  'access-misplaced': {
    severity: 'error',
    meaning:
      'Access control stands on a route of a WebSocket API other than $connect, where API Gateway refuses authorization and may check no API key.',
  },
  'template-syntax': { severity: 'error', meaning: 'A mapping template does not parse.', whenChecked: 'warning' },
  'template-reference': {
    severity: 'warning',
    meaning: 'A template names a stage variable, context variable or function that does not exist.',
  },
  'template-path': { severity: 'error', meaning: 'A JSONPath in a template does not parse.', whenChecked: 'warning' },
  'jsonpath-release': {
    severity: 'info',
    meaning:
      'Releases of the JSONPath library evaluate this path differently; AWS does not document which one it runs.',
  },
  'schema-invalid': { severity: 'error', meaning: 'A model is no usable JSON Schema of draft 4.' },
  'schema-keyword-ignored': {
    severity: 'info',
    meaning: 'A model has keywords that draft 4 of JSON Schema does not have; API Gateway does not evaluate them.',
  },
  'path-parameter-unknown': {
    severity: 'error',
    meaning: 'A path parameter is named that the path does not have.',
    whenChecked: 'warning',
  },
  'quota-exceeded': { severity: 'error', meaning: 'More than API Gateway allows.' },
  'api-function-cycle': {
    severity: 'error',
    meaning: 'The API and one of its functions refer to each other, which CloudFormation refuses.',
  },
  'nothing-to-deploy': {
    severity: 'error',
    meaning: 'The API has no method or route, a mock has no integration response, or nothing is deployed to a stage.',
  },
  'api-overridden': {
    severity: 'error',
    meaning:
      "An escape hatch or an aspect changed the API's resource in a way that cannot be read back, so that it cannot be checked, tested and served.",
  },
  'deploy-time-value': {
    severity: 'info',
    meaning:
      'The deployment depends on a value that only deployment knows: a change of it alone makes no new deployment.',
  },
  'nested-stacks-automatic': {
    severity: 'warning',
    meaning: 'Paths were divided among nested stacks that nobody named; a path that moves to another fails to deploy.',
  },
  'cors-errors-unreadable': {
    severity: 'warning',
    meaning: "Browsers cannot read the gateway's own errors: several origins with credentials cannot be answered.",
  },
  'cors-credentials-wildcard': {
    severity: 'warning',
    meaning: 'A response allows every origin and credentials together; browsers refuse it.',
  },
  'cors-origin-missing': {
    severity: 'warning',
    meaning:
      'A preflight allows a method whose responses do not set Access-Control-Allow-Origin; those of proxy integrations are not known, and a note.',
  },
  'cors-gateway-response-missing': {
    severity: 'info',
    meaning: 'Pages of other origins may call the API, and cannot read the errors of the gateway.',
  },
  'write-unauthenticated': {
    severity: 'info',
    meaning: 'Everybody may call a method or route that may write: it has no authorization.',
  },
  'query-parameter-nested': {
    severity: 'warning',
    meaning:
      'A query parameter holds an object; clients send its members under names that API Gateway does not declare.',
  },
  'definition-unused': {
    severity: 'info',
    meaning: 'A model or an authorizer of the definition that no route uses.',
  },
  'service-body-passthrough': {
    severity: 'warning',
    meaning: 'A body of a content type without a template is the request to an AWS service; its caller writes it.',
  },
  'body-refused': {
    severity: 'warning',
    meaning: 'An integration has no template and passes no body through: every request with a body gets 415.',
  },
  'tls-missing': {
    severity: 'info',
    meaning: 'An integration sends requests over the internet without encryption.',
  },
  'caller-credentials-missing': {
    severity: 'warning',
    meaning: "An integration uses the caller's credentials, and its method does not require callers to have any.",
  },
  'policy-missing': {
    severity: 'warning',
    meaning: 'A private API has no resource policy: API Gateway refuses every call with 403.',
  },
  'mutual-tls-bypassed': {
    severity: 'warning',
    meaning:
      'Clients without a certificate reach a stage of a domain with mutual TLS by the default endpoint of its API.',
  },
  'method-metrics-off': {
    severity: 'warning',
    meaning: 'No stage writes the metrics of a method that an alarm, a dashboard or the like reads.',
  },
  'gateway-response-ineffective': {
    severity: 'warning',
    meaning: 'A gateway response uses what API Gateway does not evaluate there.',
  },
  'preflight-authorized': {
    severity: 'warning',
    meaning: 'The authorizer of a route takes preflight requests too, which browsers send without credentials.',
  },
  'jwt-unmatched': {
    severity: 'warning',
    meaning: 'No token passes a JWT authorizer: its issuer differs by a slash, or it has no audience.',
  },
  'usage-plan-missing': {
    severity: 'warning',
    meaning:
      'Methods of a stage require an API key, and no usage plan of it has one: API Gateway refuses every call with 403.',
  },
  'account-role-missing': {
    severity: 'warning',
    meaning: 'A stage writes to CloudWatch Logs, and the app gives API Gateway no role for that.',
  },
  'account-role-overwritten': {
    severity: 'warning',
    meaning: 'Several resources set the one role of the account for CloudWatch Logs; the last deployed one wins.',
  },
  'release-needs-versions': {
    severity: 'warning',
    meaning:
      'A rollback of the stage does not restore the code of a function, which is not invoked by a retained version.',
  },
  'release-parameter-sticky': {
    severity: 'info',
    meaning: 'The pin of a stage is stored only in a parameter of the stack, which deployments treat differently.',
  },
  'suppression-invalid': {
    severity: 'warning',
    meaning: 'A suppression of findings has no effect: it names no rule or gives no reason.',
  },
  'suppression-unused': {
    severity: 'info',
    meaning: 'A suppression of findings suppresses none.',
  },
  'lambda-permission-missing': {
    severity: 'warning',
    meaning: 'A function that an API calls does not allow API Gateway to call it; every call fails with 500.',
  },
  'lambda-permission-wide': {
    severity: 'warning',
    meaning:
      'A permission of a function does not name the one API that calls it; other APIs may call the function too.',
  },
  'function-timeout-long': {
    severity: 'info',
    meaning:
      'A function may run longer than the integration waits: the caller gets an error, and the function goes on.',
  },
  'authorizer-policy-narrow': {
    severity: 'warning',
    meaning: 'The policy of a cached authorizer seems to allow one method; calls of others get 403 until it expires.',
  },
  'usage-plan-stageless': {
    severity: 'info',
    meaning: 'A usage plan has no stage; its API keys let nobody call.',
  },
  'web-acl-unevaluated': {
    severity: 'info',
    meaning: 'A web ACL of AWS WAF stands in front of a stage; a local gateway does not evaluate it.',
  },
  'stage-variable-secret': {
    severity: 'warning',
    meaning: 'The name or the value of a stage variable looks like a secret; stage variables are readable.',
  },
  'cache-keys-missing': {
    severity: 'warning',
    meaning: 'A cached method has parameters and no cache key; all of their values get one response.',
  },
  'binary-type-unmatched': {
    severity: 'warning',
    meaning: 'A binary media type matches no request or response.',
  },
  'path-value-unencoded': {
    severity: 'warning',
    meaning: 'A static path value has characters that a URI carries only percent-encoded.',
  },
  'function-unavailable': {
    severity: 'warning',
    meaning: 'The code of a function is not at hand; its routes are refused with 501.',
    whenChecked: 'info',
  },
} as const satisfies Record<string, DiagnosticKind>;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;

/** A finding with the severity that it has when a definition is checked rather than served. */
export function whenChecked(finding: Diagnostic): Diagnostic {
  const { whenChecked: severity }: DiagnosticKind = DIAGNOSTICS[finding.code];
  return severity === undefined ? finding : { ...finding, severity };
}

export function diagnostic(code: DiagnosticCode, place: Place, message: string, severity?: Severity): Diagnostic {
  return { code, severity: severity ?? DIAGNOSTICS[code].severity, message, place };
}

/** The findings of each API; those of several name theirs. */
export function findingsByApi<A extends { readonly id: string }>(
  apis: readonly A[],
  find: (api: A) => readonly Diagnostic[],
): readonly Diagnostic[] {
  if (apis.length < 2) return apis.flatMap(find);
  return apis.flatMap((api) => find(api).map((finding) => inApi(finding, api)));
}

/** A finding whose place names the API, unless its element is the API. */
export function inApi(finding: Diagnostic, { id }: { readonly id: string }): Diagnostic {
  return finding.place.element === id ? finding : { ...finding, place: { api: id, ...finding.place } };
}

/** `POST /pets  requestTemplates["application/json"]:3:1`, or `…  file.json:3:1` where a file is known. */
export function printPlace(place: Place): string {
  const position = place.line === undefined ? '' : `:${place.line}:${place.column ?? 1}`;
  return (
    [place.api, place.element, place.property, place.file].filter((part) => part !== undefined).join('  ') + position
  );
}
