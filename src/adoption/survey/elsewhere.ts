import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'

/** A line of a file that deploys to ECS in a way that is not read. `what` is a command, an action or a tool. */
export type Elsewhere = { readonly file: string; readonly line: number; readonly what: string }

/** Workflows of GitHub, whose steps with the AWS CLI and with AWS's actions are read. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/

/** What else deploys: actions and pipelines of others, scripts, and what starts scripts. */
const DEPLOYS =
  /(?:^|\/)(?:GNUmakefile|Makefile|[^/]+\.mk|Jenkinsfile[^/]*|justfile|Taskfile\.ya?ml|Rakefile|Fastfile|\.gitlab-ci\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|azure-pipelines[^/]*\.ya?ml|buildspec[^/]*\.ya?ml|cloudbuild\.ya?ml|action\.ya?ml|package\.json|[^/]+\.(?:sh|bash|zsh|ps1|bat|cmd|py|rb))$|^\.circleci\/.+\.ya?ml$|^\.(?:gitlab|buildkite)\/.+\.ya?ml$/

/** Files whose names say what they are. */
const TOOLS: readonly (readonly [what: string, name: RegExp])[] = [
  ['ecspresso', /(?:^|\/)ecspresso[^/]*\.(?:ya?ml|json|jsonnet)$/],
  ['AWS Copilot', /(?:^|\/)copilot\/[^/]+\/manifest\.ya?ml$/]
]

const COMMANDS =
  /(?<![\w.-]\/?)(?:aws\s+ecs\s+(?:update-service|register-task-definition|create-service|run-task|deploy)\b|aws-actions\/amazon-ecs-(?:deploy|render)-task-definition(?=@)|circleci\/aws-ecs(?=@)|atlassian\/aws-ecs-deploy(?=:)|ecspresso\s+(?:deploy|register|run)\b|ecs-cli\s+compose\b|copilot\s+(?:(?:svc|job)\s+)?deploy\b|ecs-deploy\s+-|ecs\s+deploy(?=\s+\S+\s+\S)|imagedefinitions\.json)|(?<=\.)(?:update_service|register_task_definition)(?=\()/

const USES = /^\s*(?:-\s*)?uses:\s*['"]?([\w./-]+)@/

/** Actions and workflows of others whose names say that they deploy to ECS, or that they deploy. */
function usesOther(line: string): string | undefined {
  const [, name = ''] = USES.exec(line) ?? []
  if (/^aws-actions\/|(?:^|\/)ecs-sealed-deploy(?:\/|$)|^\.\//.test(name)) return undefined
  const isWorkflow = name.includes('/.github/workflows/')
  return /(?:^|[/_-])(?:ecs|ecspresso)(?:[/_.-]|$)/i.test(name) || (isWorkflow && /deploy/i.test(name))
    ? name
    : undefined
}

/** In a workflow, calls of the AWS CLI are read where they stand, and reported if they cannot be followed. */
function inWorkflow(line: string): string | undefined {
  const command = COMMANDS.exec(line)?.[0]
  return usesOther(line) ?? (command === undefined || /^aws/.test(command) ? undefined : command)
}

const COMMENT = /^\s*(?:#|\/\/)/

/** One line a file is enough to find it by. */
function firstIn(file: string, text: string): readonly Elsewhere[] {
  const tool = TOOLS.find(([, name]) => name.test(file))
  if (tool) return [{ file, line: 1, what: tool[0] }]
  const whatOf = WORKFLOW.test(file)
    ? inWorkflow
    : (line: string) => usesOther(line) ?? COMMANDS.exec(line)?.[0]
  for (const [index, line] of text.split('\n').entries()) {
    const what = COMMENT.test(line) ? undefined : whatOf(line)
    if (what !== undefined) return [{ file, line: index + 1, what: what.replaceAll(/\s+/g, ' ') }]
  }
  return []
}

/**
 * deploysElsewhere finds what seems to deploy to ECS in places that are not read: scripts, other pipelines, actions of
 * others. Without it, "nothing to change" would be said of a repository that deploys with a Makefile.
 */
export function deploysElsewhere(
  files: Iterable<string>,
  read: (file: string) => string
): readonly Elsewhere[] {
  return [...files]
    .filter(file => !/(?:^|\/)node_modules\//.test(file))
    .filter(file => WORKFLOW.test(file) || DEPLOYS.test(file) || TOOLS.some(([, name]) => name.test(file)))
    .flatMap(file => firstIn(file, read(file)))
}

const NAMED = 8

/** elsewhereLines returns what to tell about it, and about definitions in formats that no deploy takes. */
export function elsewhereLines(
  elsewhere: readonly Elsewhere[],
  templates: readonly string[]
): readonly string[] {
  const places = elsewhere.map(({ file, line, what }) => `${file}:${line} (${what})`)
  return [
    ...(places.length === 0
      ? []
      : [
          `Seems to deploy to ECS, too, and was not read: ${someOf(places, NAMED)}. What it deploys is not in this output, and nothing of it is changed.`
        ]),
    ...(templates.length === 0
      ? []
      : [
          `Task definitions in templates, which a deploy does not take as files: ${someOf(templates, NAMED)}. "ecs-sealed-deploy check" reads them. To deploy what a service runs, write "task-definition: live" for it.`
        ])
  ]
}

/** nothingFound is the problem of a repository in which nothing was found that a deploy takes. */
export function nothingFound(workflows: number): Problem {
  return {
    code: 'nothing-to-adopt',
    fault: 'user',
    message: `None of the ${workflows} workflows deploys to ECS with a supported action or command, and no JSON or YAML file that git tracks is a task definition.`,
    hint: 'Run it at the top of the repository, with the files committed or added to git.'
  }
}
