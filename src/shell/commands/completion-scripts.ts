/** The argument of a flag: none, one of a set of words, a file, or any text. */
export type FlagArgument =
  | { readonly kind: 'nothing' | 'file' | 'anything' }
  | { readonly kind: 'words'; readonly words: readonly string[] }

/** A flag without its hyphens, and a short description. */
export type Flag = { readonly name: string; readonly line: string; readonly takes: FlagArgument }

/** A possible first word of a command line. */
export type Word = { readonly name: string; readonly line: string; readonly flags: readonly Flag[] }

/** The input for a script. `after` lists what may follow certain first words. */
export type ShellWords = {
  readonly program: string
  readonly words: readonly Word[]
  readonly after: Readonly<Record<string, readonly string[]>>
}

/** bashScript completes first words, the flags of the mode, flag values, and files. */
export function bashScript({ program, words, after: following }: ShellWords): string {
  const flags = words.flatMap(({ name, flags: own }) =>
    own.length === 0 ? [] : `    ${name}) flags='${own.map(flag => `--${flag.name}`).join(' ')}' ;;`
  )
  const values = valuesOf(words).map(([name, list]) => `    --${name}) candidates='${list.join(' ')}' ;;`)
  const files = filesOf(words).map(name => `--${name}`)
  const free = freeOf(words).map(name => `--${name}`)
  const after = Object.entries(following).map(
    ([name, list]) => `    ${name}) candidates='${list.join(' ')}' ;;`
  )
  return `# bash completion of ${program}; load it with: source <(${program} completion bash)
_ecs_sealed_deploy() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" mode="\${COMP_WORDS[1]}"
  local candidates='' flags='' isFile=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${words.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  # bash takes "=" for a word of its own
  if [ "$current" = '=' ]; then current=''; elif [ "$before" = '=' ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$before" in
${values.join('\n')}
    ${files.join('|')}) isFile=yes ;;
    ${free.join('|')}) return ;;
  esac
  case "$mode" in
${after.join('\n')}
  esac
  if [ -n "$candidates" ]; then
    COMPREPLY=($(compgen -W "$candidates" -- "$current"))
    return
  fi
  if [ -z "$isFile" ] && [ "\${current#-}" != "$current" ]; then
    case "$mode" in
${flags.join('\n')}
    esac
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
    return
  fi
  compopt -o filenames 2> /dev/null
  local IFS=$'\\n'
  COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _ecs_sealed_deploy ${program}
`
}

function flagsThat(words: readonly Word[], is: (takes: FlagArgument) => boolean): readonly string[] {
  return [...new Set(words.flatMap(({ flags }) => flags.flatMap(flag => (is(flag.takes) ? flag.name : []))))]
}

function filesOf(words: readonly Word[]): readonly string[] {
  return flagsThat(words, ({ kind }) => kind === 'file')
}

function freeOf(words: readonly Word[]): readonly string[] {
  return flagsThat(words, ({ kind }) => kind === 'anything')
}

function valuesOf(words: readonly Word[]): readonly (readonly [string, readonly string[]])[] {
  const all = new Map<string, readonly string[]>()
  for (const { flags } of words)
    for (const { name, takes } of flags) if (takes.kind === 'words') all.set(name, takes.words)
  return [...all]
}

/** zshScript is the same for zsh, with descriptions of words and flags. */
export function zshScript({ program, words, after }: ShellWords): string {
  const firsts = words.map(({ name, line }) => `    ${zshItem(`${name}:${zshEscaped(line)}`)}`)
  const modes = words.map(({ name, flags }) => {
    const following = after[name]
    const specs =
      following === undefined
        ? [...flags.map(zshFlag), `'*:file:_files'`]
        : [zshItem(`2:word:(${following.join(' ')})`)]
    return `    ${name}) _arguments -S ${zshItem('1:mode:')} ${specs.join(' ')} ;;`
  })
  return `#compdef ${program}
# zsh completion of ${program}; load it with: source <(${program} completion zsh)
_ecs_sealed_deploy() {
  local -a modes
  modes=(
${firsts.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'mode' modes
    return
  fi
  case "$words[2]" in
${modes.join('\n')}
  esac
}
if [ "$funcstack[1]" = _ecs_sealed_deploy ]; then _ecs_sealed_deploy "$@"; else compdef _ecs_sealed_deploy ${program}; fi
`
}

function zshItem(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function zshEscaped(text: string): string {
  return text.replaceAll(':', '\\:')
}

function zshFlag({ name, line, takes }: Flag): string {
  const about = line.replace(/[[\]]/g, '').replaceAll(':', '\\:')
  switch (takes.kind) {
    case 'nothing':
      return zshItem(`--${name}[${about}]`)
    case 'words':
      return zshItem(`--${name}=[${about}]:${name}:(${takes.words.join(' ')})`)
    case 'file':
      return zshItem(`*--${name}=[${about}]:${name}:_files`)
    case 'anything':
      return zshItem(`*--${name}=[${about}]:${name}:`)
  }
}

/** fishScript is the same for fish. */
export function fishScript({ program, words, after }: ShellWords): string {
  const line = (rest: string) => `complete -c ${program} ${rest}`
  const firsts = words.map(({ name, line: about }) =>
    line(`-n __fish_use_subcommand -f -a ${name} -d ${fishText(about)}`)
  )
  const following = Object.entries(after).map(([name, list]) =>
    line(`-n '__fish_seen_subcommand_from ${name}' -f -a '${list.join(' ')}'`)
  )
  const flags = words.flatMap(({ name, flags: own }) =>
    own.map(flag => line(`-n '__fish_seen_subcommand_from ${name}' ${fishFlag(flag)}`))
  )
  return `# fish completion of ${program}; load it with: ${program} completion fish | source
${[...firsts, ...following, ...flags].join('\n')}
`
}

function fishFlag({ name, line, takes }: Flag): string {
  const about = `-l ${name} -d ${fishText(line)}`
  switch (takes.kind) {
    case 'nothing':
      return about
    case 'words':
      return `${about} -x -a '${takes.words.join(' ')}'`
    case 'file':
      return `${about} -r -F`
    case 'anything':
      return `${about} -x`
  }
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
