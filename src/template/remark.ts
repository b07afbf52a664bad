import type { Place } from '../errors.ts'

/** Something that was done to a definition, or seen in it, that the user should know and that stops nothing. Never holds a value. */
export type Remark = { readonly message: string; readonly place?: Place }
