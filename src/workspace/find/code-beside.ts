import { foldersAround } from '../git/changed.ts'
import type { CheckedRead } from '../read-checked.ts'

/** Code that may set up tasks of ECS: a script, or a program of the CDK or Pulumi. */
export type CodeKind = 'script' | 'program'

const SCRIPT = /\.(?:sh|bash|zsh|ps1|bat|cmd)$/i
const PROGRAM = /\.(?:[cm]?[jt]sx?|py|go|java|kts?|cs|fs|rb|scala)$/i
const TEST = /(?:^|\/)(?:tests?|__tests__|specs?)\/|[._-](?:test|spec)\.\w+$/i

/** The file that every project of the CDK or Pulumi has, and the folder that it is in. */
const PROJECT = /^(.*\/)?(?:cdk\.json|Pulumi\.ya?ml)$/

const SETS_UP: Readonly<Record<CodeKind, RegExp>> = {
  script: /register-task-definition|\becs-cli\b|[cC]ontainerDefinitions/,
  program: /aws[-_./]?ecs|services\.ecs|\bawsx\b/i
}

/**
 * codeAmong returns which files set up tasks without being searched: scripts, and programs in the folder of a project
 * of the CDK or Pulumi, without its tests. All programs of a repository are too many to be read.
 */
export function codeAmong(
  paths: readonly string[],
  read: (file: string) => CheckedRead
): (file: string) => CodeKind | undefined {
  const projects = new Set(
    paths.flatMap(path => {
      const project = PROJECT.exec(path)
      return project ? [project[1]?.slice(0, -1) ?? '.'] : []
    })
  )
  const kindOf = (file: string): CodeKind | undefined => {
    if (SCRIPT.test(file)) return 'script'
    const isProgram = projects.size > 0 && PROGRAM.test(file) && !TEST.test(file)
    return isProgram && foldersAround(file).some(folder => projects.has(folder)) ? 'program' : undefined
  }
  return file => {
    const kind = kindOf(file)
    const source = kind && read(file)
    return source?.kind === 'bytes' && SETS_UP[kind as CodeKind].test(source.bytes.toString('latin1'))
      ? kind
      : undefined
  }
}
