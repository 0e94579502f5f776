/** Whether what is called so is kept out of source code: a key, a password, a token. */
export function isSecretName(name: string): boolean {
  return /secret|passw|token|credential|private|api[-_]?key|authorization|access[-_]?key/i.test(name);
}
