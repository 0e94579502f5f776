import type { Translation } from '../translation.js';
import { mapOf, stringOf } from '../values/sam-value.js';
import { GeneratedResource, passedOnAttributes } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';
import { tagList } from './tags.js';

/**
 * `AWS::Serverless::Application`: a nested stack. The template of an application of the Serverless Application Repository
 * is not at hand, which is reported.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
export function expandApplication(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { logicalId, properties, resource } = sam;
  const path = properties.getString('Location');
  const repository = properties.getMap('Location');
  const application = repository?.get('ApplicationId') ?? undefined;
  if (path === undefined)
    translation.report(
      'not-read',
      { element: logicalId, property: 'Location' },
      `Cannot read the application ${stringOf(application) ?? ''}: its template is in the Serverless Application Repository`,
    );
  const createdBy = mapOf({
    'lambda:createdBy': 'SAM',
    'serverlessrepo:applicationId': application,
    'serverlessrepo:semanticVersion': repository?.get('SemanticVersion') ?? undefined,
  });
  const stack = new GeneratedResource(
    logicalId,
    'AWS::CloudFormation::Stack',
    passedOnAttributes(sam),
    resource.get('DependsOn'),
  )
    .copy(properties, ['Parameters', 'NotificationARNs', 'TimeoutInMinutes'])
    .set('TemplateURL', path ?? '')
    .set('Tags', [...tagList(createdBy), ...tagList(properties.get('Tags'))]);
  return [stack];
}
