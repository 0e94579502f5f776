import { remedyOf, type NotSimulated } from '../not-simulated.js';

/** Hears of what is not imitated, of every stage or of stages with certain variables. */
interface Refusing {
  readonly refuse: (finding: NotSimulated) => void;
  readonly refuseOn: (refusalsOn: (variables: Readonly<Record<string, string>>) => readonly NotSimulated[]) => void;
}

/**
 * Compiles the authorization of a method or route with `compile`; undefined where some part of it is not imitated. The route is
 * then refused: whatever is missing, what the operator may do without is the authorization.
 */
export function compileComplete<Context extends Refusing, Authorize>(
  type: string,
  context: Context,
  compile: (context: Context) => Authorize,
): Authorize | undefined {
  const asRefusal = ({ detail, ...finding }: NotSimulated): NotSimulated => ({
    feature: type === 'AWS_IAM' ? 'iam-authorization' : 'authorizer',
    detail,
    optional: true,
    remedy: remedyOf({ detail, ...finding }),
  });
  const missing: NotSimulated[] = [];
  const compiled = compile({
    ...context,
    refuse(finding) {
      missing.push(asRefusal(finding));
    },
    refuseOn: (refusalsOn) => context.refuseOn((variables) => refusalsOn(variables).map(asRefusal)),
  });
  for (const finding of missing) context.refuse(finding);
  return missing.length === 0 ? compiled : undefined;
}
