// Module hooks: an `@aws-sdk/*` package that a function's code does not bring is taken from the user's project, as
// Lambda's Node runtimes would bring it.

let parentURL;

export function initialize(data) {
  parentURL = data.parentURL;
}

export async function resolve(specifier, context, nextResolve) {
  try {
    return await nextResolve(specifier, context);
  } catch (error) {
    if (!/^@(aws-sdk|smithy)\//.test(specifier)) throw error;
    try {
      return await nextResolve(specifier, { ...context, parentURL });
    } catch {
      throw error;
    }
  }
}
