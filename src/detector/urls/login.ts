/** A password found inside a larger text. For judging and masking only; must not get into evidence. */
export type Login = {
  /** What it is part of: "the user part of a URL". */
  readonly where: string
  /** As it is written. */
  readonly raw: string
  /** Percent-decoded, where the form has that. */
  readonly password: string
  /** The name that it is given under, e.g. `password` or `api_key`; absent in the user part of a URL. */
  readonly parameter?: string
  readonly user?: string
  readonly host?: string
}

/** percentDecoded decodes `%40`; a text with a broken escape stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
