import type { JsonObject } from '../json.ts'

declare const shown: unique symbol

/**
 * Shown is a text that may leave the program: it has gone through the gate, and nothing but the gate makes one. Whatever prints,
 * writes or sends a text for people or other programs takes this type.
 */
export type Shown = string & { readonly [shown]: true }

/** Data whose texts have gone through the gate. Words of ours, such as levels, stay what they are. */
export type Cleared<Data> = string extends Data
  ? Shown
  : Data extends string | number | boolean | bigint | null | undefined
    ? Data
    : Data extends readonly (infer Item)[]
      ? readonly Cleared<Item>[]
      : { readonly [Key in keyof Data]: Cleared<Data[Key]> }

/** What the rooms that show something need of the gate. */
export interface TextGate {
  /** Cleans a text that is not made of parts that were escaped; for those there is `write`. */
  shown(text: string): Shown
  /**
   * Takes out of a text of AWS, GitHub or a registry whatever the detector would call a credential in a line of a log, besides what
   * is known: such a text may quote what nobody has seen here. The rest stays, for people and for who reads a cause from it.
   */
  external(text: string): string
  /**
   * Learns the credentials of a task definition that was read from AWS, or of a text such as an input or the configuration file.
   * It is looked at when the next text is cleaned.
   */
  learn(source: JsonObject | string): void
  /** Cleans every text of plain data. */
  cleared<Data>(data: Data): Cleared<Data>
  /**
   * Cleans the texts of plain data and then makes texts of it, so that escaping comes last: `render` gets what may be shown, and
   * takes its texts from nowhere else.
   */
  write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made>
  /** Does the same for a text that is made piece by piece, since nobody needs the whole of a long one at a time. */
  pieces<Data>(data: Data, render: (data: Data) => Iterable<string>): Iterable<Shown>
}

/** The gate of a run, which is told the credentials that it is given. */
export interface RunGate extends TextGate {
  /** know takes values that must not be shown; short ones are ignored. */
  know(values: readonly string[]): void
  /** Resolves when the texts of plain data can be shown, and without data when any text can. */
  ready(data?: unknown): Promise<void>
}
