/** T with the members that may be undefined made optional. */
export type Present<T> = {
  readonly [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name]
} & { readonly [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined> }

/**
 * present omits undefined members, because with exactOptionalPropertyTypes (and in JSON) an absent member
 * differs from an undefined one: `{ name, ...present({ region, account }) }`. Members that are null are kept.
 */
export function present<T extends object>(members: T): Present<T> {
  // Called for every finding and every file: without a pattern, which makes an iterator for each member.
  return Object.fromEntries(Object.entries(members).filter(entry => entry[1] !== undefined)) as Present<T>
}
