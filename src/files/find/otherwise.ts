/** A place that deploys to ECS in a way that is not read; `what` describes it, and `write` is what to write instead. */
export type Otherwise = {
  readonly file: string
  readonly line: number
  readonly what: string
  readonly write: string
}

/** Files that deploy, or start what deploys: workflows, pipelines, scripts. */
const DEPLOYS =
  /(?:^|\/)(?:GNUmakefile|Makefile|[^/]+\.mk|Jenkinsfile[^/]*|justfile|Taskfile\.ya?ml|Rakefile|Fastfile|\.gitlab-ci\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|azure-pipelines[^/]*\.ya?ml|buildspec[^/]*\.ya?ml|cloudbuild\.ya?ml|action\.ya?ml|package\.json|[^/]+\.(?:sh|bash|zsh|ps1|bat|cmd|py|rb))$|^\.circleci\/.+\.ya?ml$|^\.(?:gitlab|buildkite)\/.+\.ya?ml$|^\.github\/workflows\/[^/]+\.ya?ml$/

const STEP =
  'after actions/checkout and the credentials, a step of this action with "task-definition", "service" and "cluster"; it registers, updates, waits and rolls back'

/** What deploys in a line, and what to write instead. The first that fits counts. */
const WAYS: readonly (readonly [pattern: RegExp, write: string])[] = [
  [/aws\s+ecs\s+update-service\b(?=.*--task-definition\b)/, STEP],
  [
    /aws\s+ecs\s+update-service\b(?=.*--force-new-deployment)/,
    'after the credentials, a step of this action with "service", "cluster" and "force-new-deployment: true"'
  ],
  // a service that is scaled, or gets other load balancers, is not deployed
  [
    /aws\s+ecs\s+(?:update-service\b(?!.*--(?:desired-count|load-balancers)\b)|(?:deploy|create-service|(?:create|update)-express-gateway-service)\b)/,
    STEP
  ],
  [
    /aws\s+ecs\s+register-task-definition\b/,
    'the file in "task-definition" of the step; what jq, sed or envsubst put into it is an expression in the file, such as ${{ vars.TAG }} (input "variables"), or the input "image"'
  ],
  [
    /aws\s+ecs\s+describe-task-definition\b/,
    '"task-definition: live" or {live: FAMILY} in the configuration file, with the input "image"'
  ],
  [
    /aws\s+ecs\s+run-task\b/,
    'a task with "run: before" in the configuration file, or the input "run-task"; the step there then goes'
  ],
  [/aws\s+ecs\s+wait\s+services-stable\b/, 'nothing: the action waits for its own deployment'],
  [/aws\s+deploy\s+create-deployment\b/, 'the inputs "codedeploy-application" and "codedeploy-appspec"'],
  [/circleci\/aws-ecs(?=@)|atlassian\/aws-ecs-deploy(?=:)|imagedefinitions\.json/, STEP],
  [/ecspresso\s+(?:deploy|register|run)\b|ecs-cli\s+compose\b|copilot\s+(?:(?:svc|job)\s+)?deploy\b/, STEP],
  [/ecs-deploy\s+-|ecs\s+deploy(?=\s+\S+\s+\S)/, STEP]
]

/** Calls of AWS's SDK for Python. */
const BOTO = /(?<=\.)(?:update_service|register_task_definition)(?=\()/

/** Files whose names show what they are. */
const TOOLS: readonly (readonly [what: string, name: RegExp])[] = [
  ['ecspresso', /(?:^|\/)ecspresso[^/]*\.(?:ya?ml|json|jsonnet)$/],
  ['AWS Copilot', /(?:^|\/)copilot\/[^/]+\/manifest\.ya?ml$/]
]

/** A program of the CDK with ECS in it, in the folder of a cdk.json: what it makes is not known before it runs. */
const CDK = /(?:^|\/)cdk\.json$/
const CDK_PROGRAM = /\.(?:[cm]?[jt]sx?|py|java|cs|go)$/
const CDK_ECS = /aws[-_.]?ecs|services\.ecs|TaskDefinition/i
const CDK_WRITE =
  '"task-definition: live" in the configuration file where only the image changes; "ecs-sealed-deploy check" reads the templates of "cdk synth"'

const USES = /^\s*(?:-\s*)?uses:\s*['"]?([\w./-]+)@/
const COMMENT = /^\s*(?:#|\/\/)/

/** Actions and workflows of others whose names contain ECS, or a deploy. */
function usesOther(line: string): string | undefined {
  const [, name = ''] = USES.exec(line) ?? []
  if (/^aws-actions\/(?!amazon-ecs-(?:render|deploy)-)|(?:^|\/)ecs-sealed-deploy(?:\/|$)|^\.\//.test(name))
    return undefined
  const isWorkflow = name.includes('/.github/workflows/')
  return /(?:^|[/_-])(?:ecs|ecspresso)(?:[/_.-]|$)/i.test(name) || (isWorkflow && /deploy/i.test(name))
    ? name
    : undefined
}

function wayOf(line: string): { readonly what: string; readonly write: string } | undefined {
  const other = usesOther(line)
  if (other !== undefined) return { what: other, write: STEP }
  for (const [pattern, write] of WAYS) {
    const at = new RegExp(`(?<![\\w.-]/?)(?:${pattern.source})`).exec(line)
    if (at) return { what: at[0].replaceAll(/\s+/g, ' '), write }
  }
  const [call] = BOTO.exec(line) ?? []
  return call === undefined ? undefined : { what: call, write: STEP }
}

/** A line, with those that it goes on in after a backslash. */
function wholeCommand(lines: readonly string[], index: number): string {
  let whole = lines[index] ?? ''
  for (let next = index + 1; whole.endsWith('\\') && next < lines.length; next++)
    whole = `${whole.slice(0, -1)} ${lines[next]?.trim()}`
  return whole
}

/** isDeployer returns whether a file of this name can contain what deploys. */
export function isDeployer(file: string): boolean {
  return DEPLOYS.test(file) || TOOLS.some(([, name]) => name.test(file))
}

/** A place with the text of its command. */
export type DeployingPlace = Otherwise & { readonly text: string }

/** deployingPlaces returns each place of a file that deploys, also steps of AWS's two actions. */
export function deployingPlaces(file: string, text: string): readonly DeployingPlace[] {
  const tool = TOOLS.find(([, name]) => name.test(file))
  if (tool) return [{ file, line: 1, what: tool[0], write: STEP, text }]
  if (!DEPLOYS.test(file)) return []
  const lines = text.split(/\r?\n/)
  return lines.flatMap((line, index) => {
    const command = wholeCommand(lines, index)
    const way = COMMENT.test(line) ? undefined : wayOf(command)
    return way ? [{ file, line: index + 1, ...way, text: command }] : []
  })
}

/** Each way once a file, since one line is enough to find it by, without the steps that are read. */
function waysIn(file: string, text: string): readonly Otherwise[] {
  const found = new Map<string, Otherwise>()
  for (const { text: _, ...way } of deployingPlaces(file, text))
    if (!found.has(way.what) && !/^aws-actions\/.*-task-definition$/.test(way.what)) found.set(way.what, way)
  return [...found.values()]
}

/**
 * deploysOtherwise finds what seems to deploy to ECS and is not read: scripts, also those in workflows, other
 * pipelines, actions of others. Without it, "nothing to change" would be shown for a repository that deploys with a
 * Makefile.
 */
export function deploysOtherwise(
  files: Iterable<string>,
  read: (file: string) => string
): readonly Otherwise[] {
  const own = [...files].filter(file => !/(?:^|\/)node_modules\//.test(file))
  const cdk = own.flatMap(file => {
    const folder = file.replace(CDK, '/').replace(/^\//, '')
    const isProgram = (one: string) => one.startsWith(folder) && CDK_PROGRAM.test(one)
    return CDK.test(file) && own.some(one => isProgram(one) && CDK_ECS.test(read(one)))
      ? [{ file, line: 1, what: 'AWS CDK', write: CDK_WRITE }]
      : []
  })
  const others = own.filter(isDeployer).flatMap(file => waysIn(file, read(file)))
  return [...cdk, ...others]
}

/** otherwiseLines returns the lines about these places: file and line, what stands there, and what to write. */
export function otherwiseLines(otherwise: readonly Otherwise[]): readonly string[] {
  if (otherwise.length === 0) return []
  return [
    'Seems to deploy to ECS, too, is not read, and stays as it is. To deploy it with this action, write instead:',
    ...otherwise.map(({ file, line, what, write }) => `  ${file}:${line} (${what}): ${write}`)
  ]
}
