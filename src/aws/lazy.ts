import { memoize } from './memoize.ts'

/** A port whose every member is a method that answers later. */
type Port<Shape> = { readonly [Name in keyof Shape]: (...given: never[]) => Promise<unknown> }

/**
 * lazyPort stands for a port whose module is only loaded at the first call of one of its methods, so that an AWS service
 * a run never talks to costs nothing. `names` are all methods of the port.
 */
export function lazyPort<Shape extends Port<Shape>>(
  names: readonly (keyof Shape & string)[],
  load: () => Promise<Shape>
): Shape {
  const loaded = memoize(load)
  const methods = names.map(name => {
    const method = async (...given: never[]) => (await loaded())[name](...given)
    return [name, method] as const
  })
  return Object.fromEntries(methods) as unknown as Shape
}
