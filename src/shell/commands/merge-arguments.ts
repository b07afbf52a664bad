import { COMMAND_FLAGS } from '../../inputs/tables/command-flags.ts'
import { belonging, type TypedToken, typedTokens } from './command-words.ts'

const KINDS: ReadonlySet<string> = new Set(['audit', 'results', 'check'])

/**
 * mergeArguments returns the arguments of the command `merge` if `audit merge`, `results merge` or `check merge` was
 * typed, also with flags before or between the two words; undefined otherwise. In a check, a word after a flag that
 * merge does not have is a file. An audit takes no file of that name, so that it is not begun by mistake.
 */
export function mergeArguments(args: readonly string[]): readonly string[] | undefined {
  const { flags } = COMMAND_FLAGS.merge
  const words: { readonly index: number; readonly value: string }[] = []
  let isForeign = false
  let before: TypedToken | undefined
  for (const token of typedTokens('merge', args)) {
    if (token.kind === 'option-terminator') break
    if (token.kind === 'option') isForeign ||= !Object.hasOwn(flags, token.name)
    else if (belonging('merge', before, token.value) === undefined) words.push(token)
    before = token
  }
  const [kind, ...rest] = words
  if (kind === undefined || !KINDS.has(kind.value)) return undefined
  const isFile = kind.value === 'check' && (isForeign || rest[0]?.value !== 'merge')
  const merge = isFile ? undefined : rest.find(({ value }) => value === 'merge')
  if (merge === undefined) return undefined
  const others = args.filter((_, index) => index !== kind.index && index !== merge.index)
  return ['merge', kind.value, ...others]
}
