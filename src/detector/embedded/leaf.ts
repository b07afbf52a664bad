/** One text inside another, with the name that it stands under there. */
export type Leaf = {
  /** Empty where the text has no name of its own, e.g. what base64 decodes to. */
  readonly name: string
  readonly text: string
  /** What it was taken out of: "JSON text". Made of our own words. */
  readonly form: Form
  /** Whether it is an item of a list, which has only the list's name. */
  readonly listed?: boolean
}

export type Form =
  | 'JSON text'
  | 'base64 text'
  | 'a list of settings'
  | 'the text of a settings file'
  | 'a header'

/** Most leaves that are taken out of one text. */
export const MAX_LEAVES = 1000
