/** `Ref`, `Fn::Sub` and their like; also functions that a later version of CloudFormation brings. */
export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** The function that an object calls, and its argument; undefined for an object with other members too, or with none. */
export function callOf<T>(members: Readonly<Record<string, T>>): readonly [name: string, argument: T] | undefined {
  const [name, ...others] = Object.keys(members);
  if (name === undefined || others.length > 0 || !isFunctionName(name)) return undefined;
  const argument = members[name];
  return argument === undefined ? undefined : [name, argument];
}
