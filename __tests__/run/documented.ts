/** One command of a page and its documented output. */
export type DocumentedRun = {
  readonly position: number
  readonly args: readonly string[]
  readonly exit: number
  readonly output: string
  /** Whether the page shows its configuration file before the command. */
  readonly usesConfiguration: boolean
}

const BLOCK = /<!-- (file|run): ([^\n]*?) -->\n```\w+\n([\s\S]*?)```/g

/**
 * readRuns parses a page: blocks below `<!-- file: NAME -->`, and commands below `<!-- run: ARGUMENTS, exit CODE -->`.
 */
export function readRuns(page: string): {
  readonly files: Readonly<Record<string, string>>
  readonly runs: readonly DocumentedRun[]
} {
  const files: Record<string, string> = {}
  const runs: DocumentedRun[] = []
  for (const [, kind, label = '', body = ''] of page.matchAll(BLOCK)) {
    if (kind === 'file') files[label] = body
    else {
      const [, command = '', exit = ''] = /^(.*), exit (\d)$/.exec(label) ?? []
      runs.push({
        position: runs.length + 1,
        args: command.split(' '),
        exit: Number(exit),
        output: body,
        usesConfiguration: Object.keys(files).some(name => name.startsWith('.github/'))
      })
    }
  }
  return { files, runs }
}
