/**
 * A part of a word: literal text (including GitHub's expressions), a shell variable, the output of a command, or a part
 * of one of the runner's variables, such as `${GITHUB_SHA::7}`, as written.
 */
export type ShellWordPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'output'; readonly script: Script }
  | { readonly kind: 'expansion'; readonly text: string }

/** One word of a command, without its quotes. */
export type ShellWord = readonly ShellWordPart[]

/** One simple command. Redirections are those of its standard input and output. */
export type Command = {
  /** The offset of the command in the script, in characters. */
  readonly at: number
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[]
  readonly words: readonly ShellWord[]
  readonly input?: ShellWord
  readonly output?: { readonly to: ShellWord; readonly appends: boolean }
}

/** Commands connected by pipes. `otherwise` is what follows `||`. */
export type Pipeline = {
  readonly kind: 'pipeline'
  readonly at: number
  readonly commands: readonly Command[]
  readonly otherwise?: Script
}

/** One statement of a script. A condition is kept as text. */
export type Statement =
  | Pipeline
  | {
      readonly kind: 'for'
      readonly at: number
      readonly name: string
      readonly words: readonly ShellWord[]
      readonly body: Script
    }
  | {
      readonly kind: 'if'
      readonly at: number
      readonly branches: readonly { readonly condition?: string; readonly body: Script }[]
    }

/** A script: its statements, in order. */
export type Script = readonly Statement[]
