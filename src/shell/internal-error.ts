import type { Problem } from '../errors.ts'

/**
 * problemsOf turns an unexpected thrown value into a problem. It reports only the type, because the text
 * could quote a secret.
 */
export function problemsOf(thrown: unknown): readonly Problem[] {
  const type = thrown instanceof Error ? thrown.name : typeof thrown
  return [
    {
      code: 'internal-error',
      fault: 'bug',
      message: `Internal error (${type}). This is a bug in ecs-sealed-deploy, not in your files.`,
      hint: 'Please report it with the mode, the inputs used (without values) and the stack printed at debug level.'
    }
  ]
}
