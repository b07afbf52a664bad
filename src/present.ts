/** The members of T that may be undefined become members that may be absent. */
export type Present<T> = {
  readonly [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name]
} & { readonly [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined> }

/**
 * present leaves out the members that are undefined, since with exactOptionalPropertyTypes (and in JSON) an absent member
 * and one that is undefined are two things: `{ name, ...present({ region, account }) }`. Members that are null stay.
 */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(
    Object.entries(members).filter(([, member]) => member !== undefined)
  ) as Present<T>
}
