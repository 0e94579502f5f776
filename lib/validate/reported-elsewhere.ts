import type { DiagnosticCode } from '../model/index.js';

/** What is said about findings that no rule makes, or that others make under the code of a rule. */
export interface OtherFinding {
  /** Who reports it: a reader of documents and templates, the constructs, a writer, the gateway that runs the API. */
  readonly reporter: 'a reader' | 'the constructs' | 'a writer' | 'the runtime' | 'a check';
  readonly fix: string;
  /** The page of AWS; absent where the finding is about Sluice alone. */
  readonly source?: string;
}

const DEVELOPER_GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/';
const TEMPLATE_REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

/** By code; what a rule reports under the same code has the fix of the rule. */
export const REPORTED_ELSEWHERE: Readonly<Partial<Record<DiagnosticCode, OtherFinding>>> = {
  'not-simulated': {
    reporter: 'the runtime',
    fix: 'Test the route on a deployed stage, or serve it without the feature by --lenient',
    source: `${DEVELOPER_GUIDE}welcome.html`,
  },
  'not-read': {
    reporter: 'a reader',
    fix: 'Leave it as it is where only AWS needs it, or remove it',
    source: `${DEVELOPER_GUIDE}api-gateway-known-issues.html`,
  },
  'unknown-property': {
    reporter: 'a reader',
    fix: 'Correct the spelling, or remove the property',
    source: `${DEVELOPER_GUIDE}api-gateway-swagger-extensions.html`,
  },
  'invalid-value': {
    reporter: 'a reader',
    fix: 'Use a value of the form that the message names',
    source: `${DEVELOPER_GUIDE}api-gateway-swagger-extensions.html`,
  },
  'unresolved-value': {
    reporter: 'a reader',
    fix: 'Give the value with --template-parameter or in sluice.json',
    source: `${TEMPLATE_REFERENCE}intrinsic-function-reference.html`,
  },
  'intrinsic-unresolved': {
    reporter: 'a reader',
    fix: 'Write the value, or include the document in a template with AWS::Include, or as its Body',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html',
  },
  'unresolved-reference': {
    reporter: 'a reader',
    fix: 'Define what is named, or correct the name',
    source: `${DEVELOPER_GUIDE}api-gateway-known-issues.html`,
  },
  'not-representable': {
    reporter: 'a writer',
    fix: 'Write another format, or remove the part',
    source: `${DEVELOPER_GUIDE}api-gateway-export-api.html`,
  },
  'duplicate-key': {
    reporter: 'a reader',
    fix: 'Remove one of the keys',
    source: `${DEVELOPER_GUIDE}api-gateway-import-api.html`,
  },
  'duplicate-route': {
    reporter: 'a reader',
    fix: 'Remove one of the routes, or give it another path or method',
    source: `${DEVELOPER_GUIDE}api-gateway-import-api.html`,
  },
  'path-invalid': {
    reporter: 'a reader',
    fix: 'Correct the path',
    source: `${DEVELOPER_GUIDE}api-gateway-known-issues.html`,
  },
  'parameter-mapping-invalid': {
    reporter: 'a reader',
    fix: 'Write the mapping as the message lists',
    source: `${DEVELOPER_GUIDE}rest-api-parameter-mapping.html`,
  },
  'path-parameter-unknown': {
    reporter: 'the constructs',
    fix: 'Put the parameter into the path, or correct its name',
    source: `${DEVELOPER_GUIDE}api-gateway-method-settings-method-request.html`,
  },
  'integration-missing': {
    reporter: 'a reader',
    fix: 'Give the route an integration, or remove it',
    source: `${DEVELOPER_GUIDE}websocket-api-develop-routes.html`,
  },
  'schema-invalid': {
    reporter: 'a reader',
    fix: 'Correct the schema at the place that is named',
    source: `${DEVELOPER_GUIDE}models-mappings-models.html`,
  },
  'quota-exceeded': {
    reporter: 'the constructs',
    fix: 'Reduce it, or have AWS raise the quota and say so in quotas',
    source: `${DEVELOPER_GUIDE}limits.html`,
  },
  'nothing-to-deploy': {
    reporter: 'a reader',
    fix: 'Add a deployment, or set AutoDeploy at the stage',
    source: `${TEMPLATE_REFERENCE}aws-resource-apigatewayv2-stage.html`,
  },
  'api-function-cycle': {
    reporter: 'the constructs',
    fix: 'Read the URL from the event, or call the function through a stage variable',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  },
  'api-overridden': {
    reporter: 'the constructs',
    fix: 'Use a prop of the construct, or an override that leaves the definition readable',
    source: `${TEMPLATE_REFERENCE}aws-resource-apigateway-restapi.html`,
  },
  'nested-stacks-automatic': {
    reporter: 'the constructs',
    fix: 'Name the nested stacks and the paths in them',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  },
  'policy-missing': {
    reporter: 'the constructs',
    fix: 'Attach a policy that allows the VPC endpoints or VPCs of the callers',
    source: `${DEVELOPER_GUIDE}apigateway-private-api-create.html`,
  },
  'mutual-tls-bypassed': {
    reporter: 'the constructs',
    fix: 'Disable the default endpoint of the API',
    source: `${DEVELOPER_GUIDE}rest-api-mutual-tls.html`,
  },
  'method-metrics-off': {
    reporter: 'the constructs',
    fix: 'Turn the detailed metrics of the method on',
    source: `${DEVELOPER_GUIDE}api-gateway-metrics-and-dimensions.html`,
  },
  'usage-plan-missing': {
    reporter: 'the runtime',
    fix: 'Add a usage plan for the stage with an enabled API key',
    source: `${DEVELOPER_GUIDE}api-gateway-api-usage-plans.html`,
  },
  'account-role-missing': {
    reporter: 'the constructs',
    fix: 'Give API Gateway a role for CloudWatch Logs once in the account and Region',
    source: `${DEVELOPER_GUIDE}set-up-logging.html`,
  },
  'account-role-overwritten': {
    reporter: 'the constructs',
    fix: 'Set the role of the account in one stack only',
    source: `${DEVELOPER_GUIDE}set-up-logging.html`,
  },
  'release-needs-versions': {
    reporter: 'the constructs',
    fix: 'Integrate a version or an alias of the function that is retained',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html',
  },
  'release-parameter-sticky': {
    reporter: 'the constructs',
    fix: "Set releaseState to 'ssm'",
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
  },
  'suppression-invalid': {
    reporter: 'a check',
    fix: 'Write { rule, reason } with the code of a rule and the reason why its finding is right',
  },
  'suppression-unused': {
    reporter: 'a check',
    fix: 'Remove the suppression',
  },
  'function-unavailable': {
    reporter: 'a reader',
    fix: 'Give the code with --lambda name=file',
    source: `${TEMPLATE_REFERENCE}aws-properties-lambda-function-code.html`,
  },
};
