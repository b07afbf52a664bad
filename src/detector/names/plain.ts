/** Characters that are not seen: Unicode's default-ignorable ones, combining marks and controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\p{Cc}]/gu

/**
 * plainName folds a name once: compatible characters (full width, styles) to their plain form, without accents and
 * characters that are not seen. This is the only place that normalizes names.
 */
export function plainName(name: string): string {
  return /[^ -~]/.test(name) ? name.slice(-512).normalize('NFKD').replace(UNSEEN, '').normalize('NFKC') : name
}
