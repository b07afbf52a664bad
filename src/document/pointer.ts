/** childPointer appends one step to a JSON pointer (RFC 6901). */
export function childPointer(parent: string, step: string | number): string {
  return typeof step === 'number'
    ? `${parent}/${step}`
    : `${parent}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
