import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The roles in which an API calls AWS services, one for each service, with what its integrations grant them. */
export class ServiceRoles extends Construct {
  /** The roles below a construct, made at the first call. */
  static below(scope: Construct): ServiceRoles {
    const made = scope.node.tryFindChild('Roles');
    return made instanceof ServiceRoles ? made : new ServiceRoles(scope, 'Roles');
  }

  roleFor(service: string): Role {
    const made = this.node.tryFindChild(service);
    if (made instanceof Role) return made;
    return new Role(this, service, { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
  }
}
