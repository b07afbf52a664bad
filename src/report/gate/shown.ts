import type { JsonObject } from '../../json.ts'

declare const shown: unique symbol

/**
 * Shown is a text that may leave the program: it has passed the gate, and only the gate creates this type. Everything
 * that prints, writes or sends text requires it.
 */
export type Shown = string & { readonly [shown]: true }

/** Data whose texts have passed the gate. Fixed values, such as levels, keep their type. */
export type Cleared<Data> = string extends Data
  ? Shown
  : Data extends string | number | boolean | bigint | null | undefined
    ? Data
    : Data extends readonly (infer Item)[]
      ? readonly Cleared<Item>[]
      : { readonly [Key in keyof Data]: Cleared<Data[Key]> }

/** The gate's interface for modules that show something. */
export interface TextGate {
  /** Masks a text that does not consist of escaped parts; for those, use `write`. */
  shown(text: string): Shown
  /**
   * Removes from a text of AWS, GitHub or a registry everything that the detector would report as a credential in a log
   * line, in addition to known values, because such a text may quote values that are not known. The rest remains
   * readable.
   */
  external(text: string): string
  /**
   * Registers the credentials of a task definition that was read from AWS, or of a text such as an input or the
   * configuration file.
   */
  learn(source: JsonObject | string): void
  /** Registers names of the run, which are shown also where a credential has the same text. */
  keep(names: readonly string[]): void
  /** Masks every text in plain data. */
  cleared<Data>(data: Data): Cleared<Data>
  /**
   * Masks the texts in plain data and then renders them, so that escaping happens last: `render` gets texts that may be
   * shown, and must not use any others.
   */
  write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made>
}

/** The variables of a job that could hold a credential, and the texts of its inputs. */
export type JobTexts = {
  readonly variables: readonly (readonly [name: string, value: string | undefined])[]
  readonly texts: readonly (string | undefined)[]
}

/** The gate of a run, which learns the credentials that it must mask. */
export interface RunGate extends TextGate {
  /** know registers values that must not be shown; short ones are ignored. It returns those that are no name. */
  know(values: readonly string[]): readonly string[]
  /** knowJob registers the credentials among the variables of the job. */
  knowJob(job: JobTexts): void
}
