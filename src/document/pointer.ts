/** childPointer appends one step to a JSON pointer (RFC 6901). */
export function childPointer(parent: string, step: string | number): string {
  if (typeof step === 'number') return `${parent}/${step}`
  // Runs once a leaf; hardly any member name needs escaping.
  if (!step.includes('~') && !step.includes('/')) return `${parent}/${step}`
  return `${parent}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** stepsOf splits a JSON pointer (RFC 6901) into the names and indices that it leads through. */
export function stepsOf(pointer: string): readonly string[] {
  const parts = pointer.split('/').slice(1)
  return parts.map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
