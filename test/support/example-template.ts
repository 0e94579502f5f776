import { App, type Stack } from 'aws-cdk-lib';

/** The template of an example's stack. */
export interface ExampleTemplate {
  readonly Resources: Readonly<Record<string, ExampleResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

export interface ExampleResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export function synthesizeExample(stack: Stack): ExampleTemplate {
  const assembly = (App.of(stack) as App).synth({ force: true });
  return assembly.getStackArtifact(stack.artifactId).template as ExampleTemplate;
}
