/** A part of a template that the translator refuses; the resource it stands in is left out and the finding reported. */
export class InvalidDefinition extends Error {
  constructor(
    message: string,
    /** Below the resource: `Properties.Auth.DefaultAuthorizer`. */
    readonly property?: string,
  ) {
    super(message);
  }
}
