/** What the tolerant scanner tells apart. `op` is an operator of an expression; `word` is any unquoted text. */
export type TokenKind = 'punctuation' | 'separator' | 'op' | 'string' | 'block' | 'word' | 'template' | 'end'

/** One token. Offsets count UTF-16 code units of the text; `end` is exclusive. */
export type Token = {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** A string's decoded text; everything else as written. */
  readonly text: string
  /** Whether a line ends between this token and the one before it. */
  readonly afterLineBreak: boolean
  /** Of a `block` (heredoc, text block): where its content starts in the file. */
  readonly contentStart?: number
}

/** `data` is JSON-like text with placeholders, in which a bare word is a value; in `code` (HCL, jsonnet) it is a name. */
export type Dialect = 'data' | 'code'
