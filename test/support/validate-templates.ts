import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';

// Making its engine takes a second.
let validator: CloudFormationValidatePlugin | undefined;

/** The findings of aws-cdk-lib's bundled validator, warnings included, with the file and the resource of each. */
export function findingsIn(templatePaths: readonly string[]): readonly string[] {
  validator ??= new CloudFormationValidatePlugin();
  const { violations } = validator.validate({
    templatePaths: [...templatePaths],
    stackTemplates: templatePaths.map((templatePath) => ({
      stackConstructPath: templatePath,
      templatePath,
      accountId: undefined,
      region: undefined,
    })),
    appConstruct: new App(),
  });
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(
      ({ templatePath, resourceLogicalId = '' }) =>
        `${templatePath ?? ''} ${resourceLogicalId}: ${description} (${ruleName})`,
    ),
  );
}
